"""What stands before a name on a page? `By`, `Das Gespräch führte`, `Author:`; `_` is a space."""

from typing import Final

LEADS: Final = (
    "by von par por door af av written_by posted_by reported_by submitted_by geschrieben_von"
    " verfasst_von gespeichert_von text_von text_by propos_recueillis_par écrit_par rédigé_par"
    " soumis_par escrito_por enviado_por redactado_por publicado_por texto_de texto_por scritto_da"
    " a_cura_di geschreven_door skrevet_av skrevet_af opracował opracowała opracowało napsal"
    " napsala viết_bởi đăng_bởi ditulis_oleh rozmawiał rozmawiała γράφει_η γράφει_ο"
    " das_gespräch_führte das_gespräch_führten das_interview_führte das_interview_führten"
    " die_fragen_stellte interview_von interview_by words_by story_by recipe_by rezept_von"
    " ricetta_di receta_de recette_de analysis_by review_by"
    " opinion_by kommentar_von analyse_von gastbeitrag_von ein_gastbeitrag_von"
    " ein_kommentar_von publié_par pubblicato_da articolo_di artículo_de un_artículo_de article_by"
    " essay_by column_by beitrag_von ein_beitrag_von blogbeitrag_von blog_beitrag_von artikel_von"
    " ein_artikel_von"
    " aufgezeichnet_von entrevista_de intervista_di rozmawia připravil připravila scris_de"
    " von_unserem_redaktionsmitglied von_unserem_mitarbeiter von_unserer_mitarbeiterin"
    " von_unserem_redakteur von_unserer_redakteurin von_unserem_korrespondenten"
    " von_unserer_korrespondentin door_onze_verslaggever door_onze_redacteur"
    " door_onze_correspondent беседовал беседовала записал записала подготовил подготовила"
    " розмовляв розмовляла спілкувалася спілкувався підготувала підготував"
)
# These are names of things too, and need their colon.
ROLES: Final = (
    "text texte texto testo tekst autor autorin autorka autorul autora autores autoren author"
    " authors auteur auteure auteurs auteures autore autori автор автори авторы текст szerző"
    " szerzők írta penulis yazar yazan συντάκτης κείμενο forfatter teksti tác_giả nivîskar oleh"
    " haber yazı piše autorius autors parengė tekstas redakteur redakteurin reporterin journaliste"
    " redactora jornalista авторка toimittaja kirjoittaja opracowanie muhabir pewarta wartawan"
)
