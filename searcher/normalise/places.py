"""Where does somebody write from? Cities that stand behind a name: `Jane Roe, Berlin`."""

from searcher.article import fold
from searcher.normalise.wordlist import phrases

PLACES = frozenset(
    map(
        fold,
        phrases(
            """
            abu dhabi, accra, addis ababa, algiers, almaty, amman, amsterdam, ankara, antwerp
            antwerpen, athen, athens, atlanta, auckland, baghdad, baku, baltimore, bangalore
            bangkok, barcelona, beijing, beirut, belfast, belgrade, bengaluru, berlin, bern
            birmingham, bogotá, bologna, bordeaux, boston, brasília, bratislava, bremen, brisbane
            brussels, bruxelles, brüssel, bucharest, budapest, buenos aires, cairo, calgary
            canberra, cape town, caracas, cardiff, casablanca, chennai, chicago, ciudad de méxico
            colombo, copenhagen, dakar, dallas, damascus, delhi, den haag, denver, detroit, dhaka
            doha, dortmund, dresden, dubai, dublin, düsseldorf, edinburgh, firenze, frankfurt
            geneva, genève, genf, glasgow, guadalajara, guangzhou, hamburg, hannover, hanoi
            havana, helsinki, hong kong, houston, islamabad, istanbul, jakarta, jerusalem
            johannesburg, kabul, kairo, kampala, karachi, karlsruhe, kathmandu, kharkiv, khartoum
            kiev, kiew, kolkata, kopenhagen, köln, kuala lumpur, kyiv, la habana, lagos, lahore
            las palmas, las vegas, leipzig, lille, lisbon, lissabon, liverpool, ljubljana, london
            londres, los angeles, lviv, madrid, manchester, manila, marseille, melbourne
            mexico city, miami, milan, milano, minneapolis, minsk, montevideo, montreal, montréal
            moscou, moscow, moskau, mumbai, munich, münchen, nairobi, nantes, napoli, new delhi
            new orleans, new york, nürnberg, osaka, oslo, ottawa, palermo, palma de mallorca
            paris, peking, philadelphia, phoenix, pittsburgh, porto alegre, potsdam, prag, prague
            rabat, reykjavik, riga, rio de janeiro, riyadh, rom, roma, rome, rotterdam, sacramento
            salzburg, san diego, san francisco, san jose, santiago, sarajevo, são paulo, seattle
            seoul, shanghai, shenzhen, singapore, st petersburg, stockholm, strasbourg, stuttgart
            sydney, taipei, tallinn, tashkent, tbilisi, teheran, tehran, tel aviv, the hague
            tokyo, torino, toronto, toulouse, tripoli, tunis, turin, utrecht, vancouver, vienna
            vilnius, warsaw, warschau, washington, washington dc, wien, wiesbaden, yerevan, zagreb
            zurich, zürich
            أربيل, أبوظبي, أنقرة, إسطنبول, الجزائر, الخرطوم, الدوحة, الرباط, الرياض, السليمانية
            القاهرة, القدس, الكويت, باريس, بغداد, بيروت, تونس, دبي, دمشق, رام الله, صنعاء, طرابلس
            طهران, غزة, لندن, موسكو, نيويورك, واشنطن
            Москва, Санкт-Петербург, Киев, Київ, Львів, Харків, Одеса, Минск, Брюссель, Берлин
            Лондон, Париж, Вашингтон, Варшава, София, Белград
            תל אביב, ירושלים, חיפה, וושינגטון
            नई दिल्ली, दिल्ली, मुंबई, लखनऊ, पटना, जयपुर, भोपाल, कोलकाता, चंडीगढ़, रांची, देहरादून
            ঢাকা, চট্টগ্রাম, কলকাতা, সিলেট, রাজশাহী, খুলনা, বরিশাল, রংপুর, নয়াদিল্লি
            Αθήνα, Θεσσαλονίκη, Βρυξέλλες, bruxelas, lisboa, varšava, praha, brno, warszawa
            bucurești, göteborg, malmö, københavn, bergen, tampere, brussel, bandung, surabaya
            hà nội, tp hcm, izmir
            """
        ),
    )
)
