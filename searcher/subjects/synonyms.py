"""Other names of Media Topics, and labels that mean too many things. Reviewed by reading.

Only names that hardly ever mean anything else, as sections, tags or keywords of news in English,
German, French, Spanish, Italian, Portuguese and Dutch. Accents do not matter (`politica` is
Spanish, Italian and Portuguese).
"""

from types import MappingProxyType

from searcher.subjects.table import names, phrases

# A label or path of the vocabulary, then the names that mean it.
SYNONYMS = MappingProxyType(
    names(
        """
        arts: arts and culture, culture and arts, art and culture, arts culture, culture arts,
            entertainment and arts, kultur, cultura, cultuur, kunst und kultur, arts et culture
        arts and entertainment: arts, entertainment, arte, espectaculos, spettacoli, unterhaltung,
            entretenimiento, showbiz, show business
        culture: pop culture
        cinema: movie, film, film and tv, tv and film, kino, cine, cinéma, filme
        music: musik, musique, música, musica, muziek
        television: tv, fernsehen, télévision, televisión, televisione, televisie, tv and radio
        theatre: theater, théâtre, teatro
        literature: book, literatur, littérature, literatura, letteratura, bücher, livres, libros,
            libri, livros
        mass media: media, medien, médias, medios
        social media: soziale medien, réseaux sociaux, redes sociales
        visual arts: visual art
        fashion: mode, moda, fashion and style, style and beauty, fashion and beauty
        hip hop: hip-hop, rap music
        popular music: pop music
        rock and roll music: rock music
        jazz music: jazz

        crime, law and justice: crime and justice, law and justice, justice and law, crime and law,
            crime and courts, crime and punishment
        crime: true crime, kriminalität, criminalité, criminalidad
        justice: justiz, justicia, giustizia, justiça
        police: polizei, policía, policia, polizia, politie
        law enforcement: policing
        supreme and high court: supreme court, high court, scotus
        homicide: murder, mord
        shootings: mass shooting, school shooting, gun violence
        sex crime: sexual assault, sexual violence
        drug trafficking: drug smuggling
        human smuggling and trafficking: human trafficking
        cyber crime: cybercrime
        robbery and theft: robbery, theft, burglary

        disaster, accident and emergency incident: disasters and accidents
        disaster: catastrophe
        natural disaster: naturkatastrophen
        earthquake: erdbeben, terremoto
        road accident and incident: traffic accident, car accident
        air and space accident and incident: plane crash, air crash
        hurricane: tropical storm, cyclone, typhoon

        economy, business and finance: economy and business, business and economy, economics and
            business, business and finance, economy and finance, finance and economics, business,
            finance, wirtschaft, wirtschaft und finanzen, finanzen, finances, finanzas, finanza,
            économie et finance, économie, economía, economia, economie, negocios, negócios
        economy: konjunktur
        market and exchange: markets, financial market, stock market, stock exchange,
            börse, bourse, bolsa
        stocks and securities: stocks, share price, equities, aktien
        foreign exchange market: forex
        commodity market: commodity
        corporate earnings: earnings, quarterly earnings
        merger or acquisition: mergers and acquisitions, merger and acquisition, takeover
        bankruptcy: insolvency
        cryptocurrency: bitcoin, crypto, ethereum
        central bank: federal reserve, european central bank
        gross domestic product: gdp, bruttoinlandsprodukt
        recession: rezession
        international trade: world trade, foreign trade
        tariff: trade tariffs
        construction and property: real estate, immobilien, immobilier
        computing and information technology: computing
        software and applications: software, mobile app
        telecommunication service: telecommunications, telecom
        consumer electronics: smartphone, gadget
        energy and resource: energy, energie, énergie, energía, energia
        oil and gas: oil, crude oil, petroleum
        renewable energy: renewables, renewable energies, erneuerbare energien
        solar power: solar energy, solarenergie
        wind power: wind energy, windenergie
        nuclear power: nuclear energy
        banking: bank
        insurance: versicherung, assurance
        personal finance and investment: personal finance
        automotive: auto, cars, automobile, automobiles, auto industry, car industry
        air transport: airline, aviation, luftfahrt
        public transport: public transportation, public transit
        railway transport: railway, railroad
        agriculture: farming, landwirtschaft, agricultura, agricoltura, landbouw
        online shopping: e-commerce, ecommerce
        shopping mall: shopping centre, shopping center
        pharmaceutical: pharmaceutical industry, pharma
        casinos and gambling: gambling, casino
        tourism and leisure industry: tourism industry
        books and publishing: book publishing

        education: bildung, éducation, educación, educação, istruzione, onderwijs
        college and university: university, higher education, college, colleges and universities
        early childhood education: preschool, kindergarten
        online and remote learning: online learning, distance learning, e-learning
        primary education: primary school, elementary school
        upper secondary education: high school
        vocational education: vocational training

        environment: umwelt, environnement, medio ambiente, meio ambiente, ambiente,
            environment and climate, climate, energy and environment
        climate change: climate crisis, klimawandel, changement climatique, cambio climático
        environmental pollution: pollution
        nature: wildlife, natur
        conservation: naturschutz, nature conservation
        animal: tiere, animaux, animales, animali
        endangered species: endangered animals
        oceans: ocean

        health: gesundheit, santé, salud, salute, saúde, gezondheid, health care, healthcare,
            health and medicine, medicine and health
        epidemic and pandemic: covid-19, covid, covid19, coronavirus, pandemic, epidemic,
            corona-pandemie, coronakrise
        HIV and AIDS: hiv, aids, hiv/aids
        mental health and disorder: mental health, mental illness
        vaccine: vaccination, covid-19 vaccine, coronavirus vaccine
        health treatment and procedure: medical treatment

        celebrity: celebrities, celebrity news, celebs, prominente
        royalty: royals, royal family

        labour: labor
        wages and benefits: wages, minimum wage, salaries
        labour strike: labor strike
        unions: labor union, trade union, trade unions, labour union
        unemployment: arbeitslosigkeit, chômage

        lifestyle and leisure: leisure and lifestyle
        lifestyle: life and style, life style, estilo de vida
        travel and tourism: travel, tourism, tourismus, tourisme, turismo, reise, reisen, voyage,
            voyages, viaggi, viajes
        cooking and baking: cooking, baking, recipes, recipe, rezepte
        food and drink enthusiasm: food and drink, food and wine, food and dining
        house and home: home and living, home and garden, homes and gardens
        wellness: healthy living, health and wellness
        exercise and fitness: fitness
        video game: videogame, video gaming, pc games, pc gaming
        horseback riding: horse riding

        politics: politik, politique, política, politica, politiek, us politics, uk politics,
            politics and government, government and politics, national politics
        election: elecciones, elezioni, élections, eleições, verkiezingen, wahlen,
            presidential election, us election, 2016 election, 2020 election, 2024 election,
            election 2016, election 2020, election 2024, elections 2016, elections 2020
        human rights: menschenrechte, derechos humanos, droits de l'homme
        censorship and freedom of speech: censorship, freedom of speech, free speech
        freedom of the press: press freedom
        armed forces: military, us army, us military
        legislative body: parliament, us congress
        upper house (legislature): us senate
        lower house (legislature): us house of representatives, house of commons
        taxation: tax, taxes, steuern
        migration policy: immigration policy, immigration reform
        healthcare policy: health policy, health care reform, healthcare reform, obamacare
        environmental policy: climate policy
        international relations: foreign policy, foreign affairs, außenpolitik, foreign relations
        political parties and movements: political party
        personal weapon control policy: gun control
        economic sanction: sanctions
        refugees and internally displaced people: refugee
        local government and authority: local government
        espionage and intelligence: espionage
        national security: homeland security

        religion: faith, religión, religione, religião, godsdienst, religion and faith,
            religion and ethics, faith and religion
        Catholicism: catholic church, roman catholic church
        Christianity: christian
        Islam: muslim
        Judaism: jewish
        relations between religion and government: church and state

        science and technology: science, science and tech, technology and science, sci tech,
            wissenschaft, wissenschaft und technik, sciences, ciencia, ciência, scienza, scienze,
            wetenschap, science et technologie, ciencia y tecnología
        technology and engineering: technology, tech, technologie, tecnología, tecnologia
        artificial intelligence: ai, machine learning, künstliche intelligenz,
            intelligence artificielle, inteligencia artificial
        archaeology: archeology, archäologie
        astronomy: astronomie
        space exploration: space flight, spaceflight, raumfahrt
        palaeontology: dinosaur
        history: geschichte, histoire

        society: gesellschaft, société, sociedad, società, sociedade
        LGBTQ: lgbt, lgbtqia, queer voices, gay rights, lgbt rights, lgbtq rights
        women: frauen, femmes, mujeres
        family: familie, famille, familia, famiglia
        parenting: parents, parents and parenting, motherhood
        senior citizens: elderly, elderly people
        diversity, equity and inclusion: diversity and inclusion
        racism: rassismus
        charity: charities, philanthropy

        sport: sports, deportes, deporte, esportes, esporte, desporto, sport nachrichten, football,
            other sport, other sports, sports news, us sports
        competition discipline: hockey
        soccer: association football, fußball, fútbol, futbol, futebol, calcio, voetbal,
            premier league, champions league, bundesliga, la liga, serie a, mls, fifa world cup,
            world cup soccer
        American football: nfl, super bowl, college football, ncaa football
        basketball: nba, wnba, college basketball, ncaa basketball, baloncesto
        baseball: mlb, major league baseball
        ice hockey: nhl, eishockey
        Olympic Games: olympics, olympia, jeux olympiques, juegos olímpicos, summer olympics,
            winter olympics, rio 2016, tokyo 2020, paris 2024
        Paralympic Games: paralympics
        motor car racing: formula 1, formula one, f1, formel 1, motorsport, motorsports, nascar,
            auto racing, indycar
        motorcycling: motogp
        mixed martial arts: mma, ufc
        eSports: e-sports
        cycling: radsport, cyclisme, ciclismo, tour de france
        rugby union: six nations
        handball (team): handball
        skiing: ski

        conflict, war and peace: war and conflict, conflict and war
        act of terror: terror attack, terrorist attack
        war: krieg, guerre
        demonstration: protest, protests, demonstrations
        coup d'etat: military coup

        weather: wetter, météo, meteo, weather and climate, tiempo y clima
        """
    )
)

# Names that would mean something by the vocabulary or the table above, and mean something else too
# often, as singular or plural; with `=` in this form only.
AMBIGUOUS = phrases(
    """
    series, drawing, forging, language, fiction, opera, musical, restoration
    court, fire, metal, utilities, plastic, auction, cooperative, productivity, inventories, podcast
    anniversary, birthday, game, holiday, party, trend, piercing, bar, collecting, fishing, hobby
    union, cult, communities, values, adoption, mankind, pool, diving, skeleton, squash, polo
    fencing, hurdles, final game, revolution, riot, new year, national day, prices
    regulations, chemicals, darts, park, parks, record and achievement, kiting
    economic organisation, club and association, puzzle, =bond, =pension, =shooting
    """
)

# Clear as the name of a section; as a tag or keyword as often a company's culture, or software's
# architecture.
SECTIONS = phrases("culture, architecture")
