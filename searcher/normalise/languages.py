"""What languages are called: codes and names as data sets and pages declare them."""

from types import MappingProxyType

from searcher.normalise.wordlist import aliases, words

# ISO 639-1.
CODES = words(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na ne ng nl nn no nr nv ny oc oj om or os
    pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """
)

# Written in more than one script: only here a declared script says something.
SEVERAL_SCRIPTS = words("az bs ckb ku mn ms pa sd sr tg tt ug uz zh")

# ISO 639-2 and -3, withdrawn codes, countries mistaken for languages, and names (casefolded).
ALIASES = MappingProxyType(
    aliases(
        """
        af: afr, afrikaans
        am: amh, amharic
        ar: ara, arabic, arb, العربية
        az: aze, azerbaijani
        be: bel, belarusian
        bg: bul, bulgarian
        bn: ben, bengali, bangla
        bs: bos, bosnian
        ca: cat, catalan, català
        ckb: sorani, central kurdish
        cs: cze, ces, czech, čeština, cz
        cy: wel, cym, welsh
        da: dan, danish, dansk, dk
        de: ger, deu, german, deutsch
        el: gre, ell, greek, gr, ελληνικά
        en: eng, english
        eo: epo
        es: spa, spanish, español, espanol, castellano, castilian
        et: est, estonian, ee
        eu: baq, eus, basque
        fa: per, fas, persian, farsi, فارسی
        fi: fin, finnish, suomi
        fr: fre, fra, french, français, francais
        ga: gle, irish
        gd: gla
        gl: glg, galician
        gu: guj, gujarati
        ha: hau, hausa
        he: heb, hebrew, iw, עברית
        hi: hin, hindi, हिन्दी
        hr: hrv, croatian, scr
        hu: hun, hungarian, magyar
        hy: arm, hye, armenian
        id: ind, indonesian, in, bahasa indonesia
        ig: ibo, igbo
        is: ice, isl, icelandic
        it: ita, italian, italiano
        ja: jpn, japanese, 日本語, jp
        jv: jw
        ka: geo, kat, georgian
        kk: kaz, kazakh
        kn: kan, kannada
        ko: kor, korean, 한국어, kr
        ku: kur, kurdish, kmr, kurmanji
        la: lat, latin
        lb: ltz
        lt: lit, lithuanian
        lv: lav, latvian
        mk: mac, mkd, macedonian
        ml: mal, malayalam
        mn: mon, mongolian
        mr: mar, marathi
        ms: may, msa, malay
        mt: mlt, maltese
        ne: nep, nepali
        nl: dut, nld, dutch, nederlands, flemish
        nn: nno, nynorsk
        no: nor, norwegian, norsk, nb, nob, bokmål
        oc: oci
        pa: pan, punjabi
        pl: pol, polish, polski
        ps: pus, pashto
        pt: por, portuguese, português, portugues
        ro: mo, rum, ron, romanian, română
        ru: rus, russian, русский
        si: sin, sinhala
        sk: slo, slk, slovak
        sl: slv, slovenian, slovene
        so: som, somali
        sq: alb, sqi, albanian
        sr: srp, serbian, scc, sh
        sv: swe, swedish, svenska
        sw: swa, swahili
        ta: tam, tamil
        te: tel, telugu
        th: tha, thai
        tl: fil, filipino, tgl, tagalog
        tr: tur, turkish, türkçe
        uk: ukr, ukrainian, українська
        ur: urd, urdu
        uz: uzb, uzbek
        vi: vie, vietnamese, vn
        xh: xho
        yi: yid, ji
        yo: yor, yoruba
        zh: chi, zho, cmn, chinese, mandarin, 中文, cn
        zu: zul
        """
    )
)

# The commonest function words. A word of several languages stands under each, so that near kin
# which have no row, such as Catalan, divide their hits and settle nothing.
FUNCTION_WORDS = MappingProxyType(
    {
        "de": words(
            """
            der die das und ist nicht von mit den dem des ein eine einen einem einer auf für im zu
            sich auch als an es er sie wird werden wurde hat haben war sind bei nach aus um über
            vor dass daß noch nur wie aber oder zum zur am durch sein seine
            """
        ),
        "en": words(
            """
            the of and to in is was for that with on by it its as at from this are be has have had
            were will would not which their they been but or an his her he she who said than after
            about more what when you your we our can could should there
            """
        ),
        "es": words(
            """
            el la los las de del que y en un una por con para se su sus es al lo como más pero no
            ha han fue son este esta entre sobre también desde hasta cuando ser está muy sin
            """
        ),
        "fr": words(
            """
            le la les des de du et est une un dans pour que qui sur pas par au aux avec ce cette
            ces il elle ils son sa ses en ne se plus mais sont été ont leur leurs comme nous vous
            être avait
            """
        ),
        "it": words(
            """
            il lo la gli le di del della dei delle dello degli che e è un una in per con non si sono
            da dal dalla nel nella alla al ai anche come più ma ha hanno stato suo sua questo questa
            """
        ),
        "nl": words(
            """
            de het een van en in is dat op te met voor zijn niet aan er om ook als bij door naar uit
            maar over heeft hebben werd worden wordt deze dit die nog wel kan tot
            """
        ),
        "pt": words(
            """
            o a os as de do da dos das que e em um uma para com por não se no na nos nas é ao à mais
            como mas foi são seu sua ser está pela pelo também já entre
            """
        ),
    }
)

# Words of kin without a row that the language does not have: of Luxembourgish, Afrikaans and
# Galician, nearly all of whose hits are of one language.
KIN_WORDS = MappingProxyType(
    {
        "de": words("datt déi dat dës huet hunn vun vum ass gëtt ginn wéi méi ze sinn mat hir eng"),
        "nl": words("nie hy sy hulle sal vir gesê 'n baie ná julle oor"),
        "pt": words(
            "unha unhas nunha dunha xa aínda tamén coa coas polo pola polos polas non máis cando"
        ),
    }
)
