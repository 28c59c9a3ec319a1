"""How do 40 languages write months and weekdays?

A table of plain spellings, January first and Monday first. Forms of one name are separated by
spaces, names by `|`; `_` stands for a space inside a form. Oblique cases and what newspapers
abbreviate are listed, one-letter forms are not: they are no evidence. Case, marks, dots and
apostrophes do not matter (`words.fold`). Chinese, Japanese and Korean write numbers and have a
grammar of their own in `exact`.
"""

MONTHS: dict[str, str] = {
    "en": "january jan|february feb febr|march mar|april apr|may|june jun|july jul|august aug"
    "|september sept sep|october oct|november nov|december dec",
    "de": "januar jan jänner jän|februar feb febr feber|märz mär mrz|april apr|mai|juni jun"
    "|juli jul|august aug|september sept sep|oktober okt|november nov|dezember dez",
    "fr": "janvier janv jan|février févr fév|mars|avril avr|mai|juin|juillet juil juill|août"
    "|septembre sept|octobre oct|novembre nov|décembre déc",
    "es": "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago"
    "|septiembre setiembre sept sep set|octubre oct|noviembre nov|diciembre dic",
    "it": "gennaio gen genn|febbraio feb febbr|marzo mar|aprile apr|maggio mag|giugno giu"
    "|luglio lug|agosto ago|settembre set sett|ottobre ott|novembre nov|dicembre dic",
    "pt": "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago"
    "|setembro set|outubro out|novembro nov|dezembro dez",
    "ca": "gener gen|febrer febr feb|març|abril abr|maig|juny|juliol jul|agost ag"
    "|setembre set|octubre oct|novembre nov|desembre des",
    "gl": "xaneiro xan|febreiro feb|marzo mar|abril abr|maio|xuño|xullo|agosto ago|setembro set"
    "|outubro out|novembro nov|decembro dec",
    "eu": "urtarrila urtarrilaren urt|otsaila otsailaren ots|martxoa martxoaren"
    "|apirila apirilaren api|maiatza maiatzaren|ekaina ekainaren eka|uztaila uztailaren uzt"
    "|abuztua abuztuaren abu|iraila irailaren ira|urria urriaren urr|azaroa azaroaren aza"
    "|abendua abenduaren abe",
    "nl": "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug"
    "|september sept sep|oktober okt|november nov|december dec",
    "sv": "januari jan|februari feb febr|mars mar|april apr|maj|juni jun|juli jul|augusti aug"
    "|september sept sep|oktober okt|november nov|december dec",
    "da": "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug"
    "|september sept sep|oktober okt|november nov|december dec",
    "no": "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug"
    "|september sept sep|oktober okt|november nov|desember des",
    "fi": "tammikuuta tammikuu tammi|helmikuuta helmikuu helmi|maaliskuuta maaliskuu maalis"
    "|huhtikuuta huhtikuu huhti|toukokuuta toukokuu touko|kesäkuuta kesäkuu kesä"
    "|heinäkuuta heinäkuu heinä|elokuuta elokuu elo|syyskuuta syyskuu syys"
    "|lokakuuta lokakuu loka|marraskuuta marraskuu marras|joulukuuta joulukuu joulu",
    "is": "janúar jan|febrúar feb|mars mar|apríl apr|maí|júní jún|júlí júl|ágúst ágú"
    "|september sept sep|október okt|nóvember nóv|desember des",
    "pl": "stycznia styczeń sty|lutego luty lut|marca marzec mar|kwietnia kwiecień kwi|maja maj"
    "|czerwca czerwiec cze|lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz"
    "|października październik paź|listopada listopad lis|grudnia grudzień gru",
    "cs": "ledna leden led|února únor úno|března březen bře|dubna duben dub|května květen kvě"
    "|června červen čvn|července červenec čvc|srpna srpen srp|září zář|října říjen říj"
    "|listopadu listopad|prosince prosinec pro",
    "sk": "januára január jan|februára február feb|marca marec mar|apríla apríl apr|mája máj"
    "|júna jún|júla júl|augusta august aug|septembra september sep sept|októbra október okt"
    "|novembra november nov|decembra december dec",
    "sl": "januarja januar jan|februarja februar feb|marca marec mar|aprila april apr|maja maj"
    "|junija junij jun|julija julij jul|avgusta avgust avg|septembra september sep sept"
    "|oktobra oktober okt|novembra november nov|decembra december dec",
    "hr": "siječnja siječanj sij|veljače veljača velj|ožujka ožujak ožu|travnja travanj tra"
    "|svibnja svibanj svi|lipnja lipanj lip|srpnja srpanj srp|kolovoza kolovoz kol"
    "|rujna rujan ruj|listopada listopad lis|studenoga studenog studeni stu"
    "|prosinca prosinac pro",
    "sr": "јануар јануара јан januar januara jan|фебруар фебруара феб februar februara feb"
    "|март марта мар mart marta mar|април априла апр april aprila apr|мај маја maj maja"
    "|јун јуна јуни jun juna juni|јул јула јули jul jula juli"
    "|август августа авг avgust avgusta avg august augusta"
    "|септембар септембра сеп septembar septembra sep|октобар октобра окт oktobar oktobra okt"
    "|новембар новембра нов novembar novembra nov"
    "|децембар децембра дец decembar decembra dec",
    "bg": "януари ян яну|февруари фев|март мар|април апр|май|юни|юли|август авг|септември сеп"
    "|октомври окт|ноември ное|декември дек",
    "mk": "јануари јан|февруари фев|март мар|април апр|мај|јуни јун|јули јул|август авг"
    "|септември септ сеп|октомври окт|ноември ное|декември дек",
    "ru": "января январь янв|февраля февраль февр фев|марта март мар|апреля апрель апр|мая май"
    "|июня июнь июн|июля июль июл|августа август авг|сентября сентябрь сент сен"
    "|октября октябрь окт|ноября ноябрь нояб ноя|декабря декабрь дек",
    "uk": "січня січень січ|лютого лютий лют|березня березень бер берез|квітня квітень квіт"
    "|травня травень трав|червня червень черв|липня липень лип|серпня серпень серп"
    "|вересня вересень вер|жовтня жовтень жовт|листопада листопад лист|грудня грудень груд",
    "be": "студзеня студзень|лютага люты|сакавіка сакавік|красавіка красавік|мая май"
    "|чэрвеня чэрвень"
    "|ліпеня ліпень|жніўня жнівень|верасня верасень|кастрычніка кастрычнік"
    "|лістапада лістапад|снежня снежань",
    "ro": "ianuarie ian|februarie feb febr|martie mar|aprilie apr|mai|iunie iun|iulie iul"
    "|august aug|septembrie sept sep|octombrie oct|noiembrie nov|decembrie dec",
    "hu": "január januári jan|február februári febr feb|március márciusi márc"
    "|április áprilisi ápr|május májusi máj|június júniusi jún|július júliusi júl"
    "|augusztus augusztusi aug|szeptember szeptemberi szept|október októberi okt"
    "|november novemberi nov|december decemberi dec",
    "el": "ιανουαρίου ιανουάριος ιαν|φεβρουαρίου φεβρουάριος φεβ|μαρτίου μάρτιος μαρ"
    "|απριλίου απρίλιος απρ|μαΐου μάιος μάι|ιουνίου ιούνιος ιουν|ιουλίου ιούλιος ιουλ"
    "|αυγούστου αύγουστος αυγ|σεπτεμβρίου σεπτέμβριος σεπ σεπτ|οκτωβρίου οκτώβριος οκτ"
    "|νοεμβρίου νοέμβριος νοε|δεκεμβρίου δεκέμβριος δεκ",
    "tr": "ocak oca|şubat şub|mart mar|nisan nis|mayıs may|haziran haz|temmuz tem|ağustos ağu"
    "|eylül eyl|ekim eki|kasım kas|aralık ara",
    "az": "yanvar yan|fevral fev|mart mar|aprel apr|may|iyun iyn|iyul iyl|avqust avq|sentyabr sen"
    "|oktyabr okt|noyabr noy|dekabr dek",
    "lt": "sausio sausis saus|vasario vasaris vas|kovo kovas|balandžio balandis bal"
    "|gegužės gegužė geg|birželio birželis birž|liepos liepa liep|rugpjūčio rugpjūtis rugp"
    "|rugsėjo rugsėjis rugs|spalio spalis spal|lapkričio lapkritis lapkr"
    "|gruodžio gruodis gruod",
    "lv": "janvāris janvārī janv|februāris februārī febr|marts martā|aprīlis aprīlī apr"
    "|maijs maijā|jūnijs jūnijā jūn|jūlijs jūlijā jūl|augusts augustā aug"
    "|septembris septembrī sept|oktobris oktobrī okt|novembris novembrī nov"
    "|decembris decembrī dec",
    "et": "jaanuar jaan|veebruar veebr|märts|aprill apr|mai|juuni|juuli|august aug|september sept"
    "|oktoober okt|november nov|detsember dets",
    "sq": "janar jan|shkurt shk|mars|prill|maj|qershor qer|korrik|gusht|shtator sht|tetor|nëntor"
    "|dhjetor dhj",
    "ar": "يناير كانون_الثاني جانفي|فبراير شباط فيفري|مارس آذار|أبريل إبريل نيسان أفريل"
    "|مايو أيار ماي|يونيو حزيران جوان|يوليو يوليوز تموز جويلية|أغسطس آب غشت أوت|سبتمبر أيلول شتنبر"
    "|أكتوبر تشرين_الأول|نوفمبر تشرين_الثاني نونبر|ديسمبر كانون_الأول دجنبر",
    "fa": "ژانویه ژانویهٔ|فوریه فوریهٔ|مارس|آوریل|مه مهٔ|ژوئن|ژوئیه ژوئیهٔ|اوت|سپتامبر|اکتبر"
    "|نوامبر|دسامبر",
    "ur": "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
    "ckb": "کانوونی_دووەم کانوونی_دووەمی|شوبات شوباتی|ئازار ئازاری|نیسان نیسانی|ئایار ئایاری"
    "|حوزەیران حوزەیرانی|تەمووز تەمووزی|ئاب ئابی|ئەیلوول ئەیلوولی|تشرینی_یەکەم تشرینی_یەکەمی"
    "|تشرینی_دووەم تشرینی_دووەمی|کانونی_یەکەم کانوونی_یەکەم کانوونی_یەکەمی",
    "ku": "çile çileya rêbendan rêbendanê|sibat sibatê reşemî reşemiyê|adar adarê"
    "|nîsan nîsanê avrêl|gulan gulanê|hezîran hezîranê pûşper|tîrmeh tîrmehê|tebax tebaxê gelawêj"
    "|îlon îlonê rezber|cotmeh cotmehê|mijdar mijdarê|berfanbar berfanbarê",
    "he": "ינואר בינואר ינו|פברואר בפברואר פבר|מרץ במרץ מרס במרס|אפריל באפריל אפר|מאי במאי"
    "|יוני ביוני|יולי ביולי|אוגוסט באוגוסט אוג|ספטמבר בספטמבר ספט|אוקטובר באוקטובר אוק"
    "|נובמבר בנובמבר נוב|דצמבר בדצמבר דצמ",
    "hi": "जनवरी जन|फ़रवरी फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर"
    "|दिसंबर दिसम्बर",
    "bn": "জানুয়ারি জানুয়ারী|ফেব্রুয়ারি ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর",
    "th": "มกราคม ม.ค|กุมภาพันธ์ ก.พ|มีนาคม มี.ค|เมษายน เม.ย|พฤษภาคม พ.ค|มิถุนายน มิ.ย|กรกฎาคม ก.ค"
    "|สิงหาคม ส.ค|กันยายน ก.ย|ตุลาคม ต.ค|พฤศจิกายน พ.ย|ธันวาคม ธ.ค",
    "id": "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agu agt"
    "|september sept sep|oktober okt|november nov|desember des",
    "ms": "januari jan|februari feb|mac|april apr|mei|jun|julai jul|ogos|september sept sep"
    "|oktober okt|november nov|disember dis",
    # The twelve are numbers: `tháng 1`. The grammar reads them; this row names the language.
    "vi": "|||||||||||",
}

WEEKDAYS: dict[str, str] = {
    "en": "monday mon|tuesday tues tue|wednesday weds wed|thursday thurs thur thu|friday fri"
    "|saturday sat|sunday sun",
    "de": "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sonnabend sa"
    "|sonntag so",
    "fr": "lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim",
    "es": "lunes lun|martes mar|miércoles mié|jueves jue|viernes vie|sábado sáb|domingo dom",
    "it": "lunedì lun|martedì mar|mercoledì mer|giovedì gio|venerdì ven|sabato sab|domenica dom",
    "pt": "segunda seg segunda_feira|terça ter terça_feira|quarta qua quarta_feira"
    "|quinta qui quinta_feira|sexta sex sexta_feira|sábado sáb|domingo dom",
    "ca": "dilluns dl|dimarts dt|dimecres dc|dijous dj|divendres dv|dissabte ds|diumenge dg",
    "gl": "luns|martes mar|mércores mér|xoves xov|venres ven|sábado sáb|domingo dom",
    "eu": "astelehena|asteartea|asteazkena|osteguna|ostirala|larunbata|igandea",
    "nl": "maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo",
    "sv": "måndag måndagen mån|tisdag tisdagen tis|onsdag onsdagen ons|torsdag torsdagen tors tor"
    "|fredag fredagen fre|lördag lördagen lör|söndag söndagen sön",
    "da": "mandag man|tirsdag tirs tir|onsdag ons|torsdag tors tor|fredag fre|lørdag lør"
    "|søndag søn",
    "no": "mandag man|tirsdag tirs tir|onsdag ons|torsdag tors tor|fredag fre|lørdag lør"
    "|søndag søn",
    "fi": "maanantaina maanantai ma|tiistaina tiistai ti|keskiviikkona keskiviikko ke"
    "|torstaina torstai to|perjantaina perjantai pe|lauantaina lauantai la"
    "|sunnuntaina sunnuntai su",
    "is": "mánudagur mán|þriðjudagur þri|miðvikudagur mið|fimmtudagur fim|föstudagur fös"
    "|laugardagur lau|sunnudagur sun",
    "pl": "poniedziałek pon pn|wtorek wt|środa śr|czwartek czw|piątek pt|sobota sob|niedziela ndz"
    " niedz nd",
    "cs": "pondělí po|úterý út|středa st|čtvrtek čt|pátek pá|sobota so|neděle ne",
    # Without marks, `st` and `št` are one.
    "sk": "pondelok po|utorok ut|streda|štvrtok|piatok pi|sobota so|nedeľa ne",
    "sl": "ponedeljek pon|torek tor|sreda sre|četrtek čet|petek pet|sobota sob|nedelja ned",
    "hr": "ponedjeljak pon|utorak uto|srijeda sri|četvrtak čet|petak pet|subota sub|nedjelja ned",
    "sr": "понедељак пон ponedeljak pon|уторак уто utorak uto|среда сре sreda sre"
    "|четвртак чет četvrtak čet|петак пет petak pet|субота суб subota sub"
    "|недеља нед nedelja ned",
    "bg": "понеделник пн|вторник вт|сряда ср|четвъртък чт|петък пт|събота сб|неделя нд",
    "mk": "понеделник пон|вторник вто|среда сре|четврток чет|петок пет|сабота саб|недела нед",
    "ru": "понедельник пн|вторник вт|среда ср|четверг чт|пятница пт|суббота сб|воскресенье вс",
    "uk": "понеділок пн|вівторок вт|середа ср|четвер чт|п'ятниця пт|субота сб|неділя нд",
    "be": "панядзелак пн|аўторак аў|серада ср|чацвер чц|пятніца пт|субота сб|нядзеля нд",
    "ro": "luni lun|marți mar|miercuri mie|joi|vineri vin|sâmbătă sâm|duminică dum",
    "hu": "hétfő|kedd|szerda sze|csütörtök|péntek|szombat szo|vasárnap",
    "el": "δευτέρα δευ|τρίτη τρι|τετάρτη τετ|πέμπτη πεμ|παρασκευή παρ|σάββατο σαβ|κυριακή κυρ",
    "tr": "pazartesi pzt|salı sal|çarşamba çar|perşembe per|cuma cum|cumartesi cmt|pazar paz",
    "az": "bazar_ertəsi|çərşənbə_axşamı|çərşənbə|cümə_axşamı|cümə|şənbə|bazar",
    "lt": "pirmadienis pr|antradienis an|trečiadienis tr|ketvirtadienis kt|penktadienis pn"
    "|šeštadienis št|sekmadienis sk",
    "lv": "pirmdiena pirmd|otrdiena otrd|trešdiena trešd|ceturtdiena ceturtd|piektdiena piektd"
    "|sestdiena sestd|svētdiena svētd",
    "et": "esmaspäev|teisipäev|kolmapäev|neljapäev|reede|laupäev|pühapäev",
    "sq": "hënë e_hënë|martë e_martë|mërkurë e_mërkurë|enjte e_enjte|premte e_premte"
    "|shtunë e_shtunë|diel e_diel",
    "ar": "الاثنين الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
    "fa": "دوشنبه|سه‌شنبه سه_شنبه|چهارشنبه|پنجشنبه پنج‌شنبه|جمعه|شنبه|یکشنبه یک‌شنبه",
    "ur": "پیر|منگل|بدھ|جمعرات|جمعہ|ہفتہ|اتوار",
    "ckb": "دووشەممە|سێشەممە|چوارشەممە|پێنجشەممە|ھەینی هەینی|شەممە|یەکشەممە",
    "ku": "duşem duşemê|sêşem sêşemê|çarşem çarşemê|pêncşem pêncşemê|înê|şemî şemiyê"
    "|yekşem yekşemê",
    "he": "שני|שלישי|רביעי|חמישי|שישי|שבת|ראשון",
    "hi": "सोमवार सोम|मंगलवार मंगल|बुधवार बुध|गुरुवार गुरु|शुक्रवार शुक्र|शनिवार शनि|रविवार रवि",
    "bn": "সোমবার|মঙ্গলবার|বুধবার|বৃহস্পতিবার|শুক্রবার|শনিবার|রবিবার",
    "th": "วันจันทร์ วันจันทร์ที่ จันทร์|วันอังคาร วันอังคารที่ อังคาร|วันพุธ วันพุธที่ พุธ"
    "|วันพฤหัสบดี วันพฤหัสบดีที่ พฤหัสบดี|วันศุกร์ วันศุกร์ที่ ศุกร์|วันเสาร์ วันเสาร์ที่ เสาร์|วันอาทิตย์ วันอาทิตย์ที่ อาทิตย์",
    "id": "senin sen|selasa sel|rabu rab|kamis kam|jumat jum|sabtu sab|minggu min",
    "ms": "isnin|selasa sel|rabu rab|khamis|jumaat|sabtu sab|ahad",
    "vi": "thứ_hai|thứ_ba|thứ_tư|thứ_năm|thứ_sáu|thứ_bảy|chủ_nhật",
}

# Words that stand between the parts of a date and say nothing. None is a month or a weekday.
FILLERS = (
    # of, on, at, the
    "of the on at de del d le al a à às as las les el em en ao aos den der am vom um ob v ve u o om"
    " kl klo kello la_ora alle ore pukul pada tanggal saat ngày năm lúc godz kell pulksten plkst t"
    " dnia dne dňa dana il e το στις τις στο την в о об у ב בשעה يوم في من الموافق"
    # year, day, hour, o'clock
    " г год года р рік року roku rok g god godine gada m d r i uhr uur h hs hrs heures horas hora"
    " ora час часов часа ч сати sati hod hodin óra feira יום الساعة ساعت साल को बजे เวลา น พ.ศ ค.ศ"
    " ที่ วันที่"
)
