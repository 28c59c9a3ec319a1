"""Where does somebody write from? Cities that stand behind a name: `Jane Roe, Berlin`."""

from searcher.article import fold
from searcher.normalise.wordlist import phrases

PLACES = frozenset(
    map(
        fold,
        phrases(
            """
            amsterdam, athens, athen, atlanta, baghdad, bangkok, barcelona, beijing, beirut
            belgrade, berlin, bern, boston, brasília, bruxelles, brussels, brüssel, budapest
            buenos aires, cairo, kairo, chicago, copenhagen, kopenhagen, delhi, dubai, dublin
            frankfurt, geneva, genève, genf, hamburg, hong kong, houston, istanbul, jakarta
            jerusalem, kabul, kiev, kyiv, kiew, köln, lagos, lisbon, lissabon, london, londres
            los angeles, madrid, manila, mexico city, miami, milan, milano, moscow, moskau
            moscou, mumbai, munich, münchen, nairobi, new delhi, new york, oslo, ottawa, paris
            peking, prag, prague, rio de janeiro, rom, rome, roma, san francisco, santiago
            seoul, shanghai, singapore, stockholm, stuttgart, sydney, taipei, tehran, teheran
            tel aviv, tokyo, toronto, vienna, warsaw, warschau, washington, washington dc, wien
            zurich, zürich
            """
        ),
    )
)
