namespace TeamsCommunityBot.Turns;

/// <summary>
/// What people say in whole sentences, Dutch and English, per command. A phrase is the words that must stand in a sentence, in this order; <c>a|b</c> is
/// either of them, <c>{role}</c> the name of any role. Whatever else stands in the sentence must be in <see cref="Filler"/>, so that a sentence about
/// something else ("hoe gaat het met je moeder") is none of these.
/// </summary>
public static class Phrases
{
    /// <summary>What <c>{role}</c> stands for.</summary>
    public const string Roles = "bouwer|verbinder|aanjager|builder|connector|energizer|energiser|bouwers|verbinders|aanjagers";

    /// <summary>Words that change nothing about what is asked.</summary>
    public static IReadOnlySet<string> Filler { get; } = FillerWords().ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<string> Status { get; } =
    [
        "hoe met ons|community|groep gaat", "hoe ver", "how far", "is community|group okay|ok|healthy|alive|fine", "hoe sterk|gezond|levendig",
        "hoe is het met ons|community|groep", "lukt het", "hoe is stand|situatie", "where stand",
        "hoe gaat|staat|staan|loopt|draait|doet|doen|vergaat", "hoe gaat|staat|staan|loopt|draait goed|ervoor|erbij|voor",
        "hoe is|zit community|groep", "gaat|loopt|draait|gaan goed|lekker", "status|voortgang|tussenstand|overzicht", "stand zaken",
        "volgende|eerstvolgende stap", "wat moeten|kunnen|nu doen|verder", "leeft community|groep",
        "how|how's|hows going|doing|do|fare|faring|stand|standing|looking|things", "how|how's is|are community|group|things",
        "is|are doing|going well|good|ok|okay|fine|alright", "overview|progress", "next step", "what|what's should|can do next", "how are things",
    ];

    public static IReadOnlyList<string> RoleHolders { get; } =
    [
        "wie neemt|pakt|vervult|bekleedt|doet|is rol {role}", "wie neemt|pakt|vervult|bekleedt|doet rol {role} zich",
        "who taking|takes|fills|holds|has|playing|plays role|part {role}", "wie zijn {role} {role}", "who are {role} {role}", "missen rol|rollen",
        "rol|role of {role}", "missing role|roles", "is role missing|open", "is rol open|vrij", "wie {role}", "wie {role} {role}",
        "wie welke|een rol|rollen", "wie rol|rollen", "welke rol|rollen", "welke rol|rollen open|vrij|leeg|onbezet",
        "heb|hebben|is|zijn|missen {role}", "wie doet wat", "rollen|rolverdeling", "wie leidt|trekt|coördineert", "wie trekt kar",
        "wie verantwoordelijk", "wie leiding|trekker", "who|who's {role}", "who|who's {role} {role}", "who which|what role|roles",
        "which|what roles|role", "which|what roles|role open|free|empty|vacant", "have|is|are|need {role}", "who does what", "roles",
        "who leads|runs|leading|running", "who|who's in|the charge", "who|who's lead|leader|responsible",
    ];

    public static IReadOnlyList<string> Me { get; } =
    [
        "wat verwacht|verwachten mij|me", "what expected me", "happy|glad|willing help", "ik beschikbaar", "i available", "can|could|want be of help",
        "ik kan helpen|meehelpen", "mag|kan ik aanhaken|aansluiten", "my part", "mijn deel|aandeel|plek", "what is|are my role|roles|task|tasks",
        "i'd like|love help|join|contribute", "i'd|i'll help|join",
        "mijn rol|rollen|bijdrage|bijdragen|taak|taken|afspraken|community's|communities|communitys", "wat doe ik",
        "wat heb ik beloofd|toegezegd|afgesproken", "ik meedoen|helpen|bijdragen|meehelpen|meewerken|aansluiten|inzetten", "ik doe mee",
        "ik mee doen|helpen", "hoe ik meedoen|helpen|bijdragen|meehelpen|mee", "ik me|mij|mezelf aanmelden|inzetten|aansluiten",
        "i help|join|contribute|participate|volunteer", "i take part", "i get involved", "how i help|join|contribute|participate|volunteer",
        "count me in", "my role|roles|contribution|contributions|task|tasks|communities|commitments", "what do i do|contribute",
        "what did i promise|commit|agree", "what have i promised|agreed",
    ];

    public static IReadOnlyList<string> Thanks { get; } =
    [
        "dank|bedankt|thanks tip|antwoord|reactie|answer|reply|info", "thanks great", "much appreciated", "lief|aardig bedankt|dank",
        "goed|fijn gedaan bedankt|dank", "dank|bedankt|dankjewel|dankuwel|merci|thanks|thank|thx|cheers|tof|super",
        "dank|bedankt|thanks hulp|help|helpen|helping|moeite|uitleg|informatie|info", "hartelijk|veel|super|heel|duizendmaal dank|bedankt",
        "many|thanks|thank thanks|lot|much|very|million", "thank very much", "fijn|top|super bedankt|dank",
    ];

    public static IReadOnlyList<string> Greeting { get; } =
    [
        "morning|afternoon|evening", "goedenavond|goedenmiddag|moin|hé",
        "goedemorgen|goedemiddag|goedenavond|goedendag|hallo|hoi|hey|hi|hello|dag|goeiemorgen|morgen|welkom", "good morning|afternoon|evening|day",
        "goede|goeie morgen|middag|avond", "hi|hello|hey there",
    ];

    public static IReadOnlyList<string> Pause { get; } =
    [
        "hou|houd op", "stop it|that|dat|daarmee|ermee", "hou|houd berichten|bericht op", "enough messages", "genoeg berichten",
        "pauzeer|pauzeren alles|bot", "laat ons rust", "stop|stoppen|ophouden", "stop|stoppen|ophouden|houd|hou berichten|bericht|weekbericht|sturen",
        "stop|stoppen|ophouden berichten|bericht|weekbericht sturen", "pauze|pauzeer|pauzeren", "pauze|pauzeer|pauzeren weekbericht|berichten",
        "neem|wil|willen|houden pauze", "geen|minder berichten|bericht|weekbericht",
        "stuur|stuurt|sturen geen|minder|niet berichten|bericht|weekbericht|meer", "stil wees", "wees|even|wil stil", "rust",
        "stop sending|posting messages|message", "stop sending|posting|messages", "pause messages|message", "pause weekly message|messages",
        "pause|snooze|mute", "be quiet|silent", "no|fewer|less messages|message", "no messages now", "need|take|have break", "a break",
        "no more messages",
    ];

    public static IReadOnlyList<string> Help { get; } =
    [
        "how use", "what|what's|who is bot|this", "wat|wie is bot|dit", "hoe kan gebruiken", "weet niet hoe werkt", "mogelijkheden",
        "what are options|commands", "instructions", "uitleg nodig", "explain yourself", "leg uit", "wat kun|kan|kunt|doe|doet|kunnen",
        "wat kun|kan|kunt je|jij|u|bot doen", "wat kun|kan|kunt doen", "wat doe|doet je|jij|u|bot", "hoe werk|werkt|werken", "hoe gebruik|gebruiken",
        "wie|wat ben|bent je|jij|u", "help|hulp|uitleg|helpen", "help|hulp nodig", "snap|begrijp niet|niks|niets", "ik snap|begrijp niet",
        "je|jij|u helpen", "wat zijn mogelijkheden|commando's|opties", "what can|do you do", "what can|do you", "how do|does you|this|it|bot work",
        "how to use", "who|what are you", "help", "need help", "don't|dont|not understand|get", "what are commands|options",
    ];

    public static IReadOnlyList<string> Why { get; } =
    [
        "waarom begonnen|opgericht|gestart|hiermee", "waarom ermee|hiermee begonnen|gestart", "why started|founded|start|created|set",
        "what|what's community for", "waar is community|groep voor", "what are here for", "waar doen voor",
        "waarom|waarvoor|waartoe bestaat|bestaan|doen|zijn", "waarom|waarvoor|waartoe", "wat doel|nut|bedoeling|waarom|missie",
        "waarom bestaat|bestaan|doen dit|we|wij", "why do|does|are exist|this|doing|here", "why doing", "why exist",
        "what|what's purpose|goal|point|aim|mission|why", "why",
    ];

    public static IReadOnlyList<string> Target { get; } =
    [
        "doelen|doelstellingen", "welke|wat zijn doelen|doelstellingen", "hoe ver zijn doel|doelen", "halen|gehaald doel|doelen",
        "doel|doelen halen|gehaald|bereiken|bereikt", "doel afspreken|toevoegen|instellen|zetten|wijzigen|aanpassen|verlagen", "nieuw doel",
        "op schema", "lopen achter|voor op schema", "leden tellen|geteld", "hoeveel leden|deelnemers|partners", "wat hebben bereikt",
        "targets|goals", "what|which targets|goals", "set|add|change|lower|new target|goal", "on track|schedule|pace", "behind schedule|pace",
        "reach|reached|reaching|meet|met|hit target|targets|goals", "how many members|participants|partners", "count members",
        "what have achieved|reached",
    ];

    public static IReadOnlyList<string> Activity { get; } =
    [
        "wat gaan doen", "what going to do", "wat op programma", "agenda|kalender", "calendar", "wat komt eraan",
        "komende activiteit|activiteiten|bijeenkomst", "upcoming activities|events|activity|event", "wat gepland|agenda|programma|planning",
        "wat staat|is gepland|doen", "staat|is op|iets agenda|planning|programma", "welke activiteiten|bijeenkomsten|evenementen", "activiteiten",
        "wanneer activiteit|bijeenkomst|evenement", "wanneer volgende|eerstvolgende activiteit|bijeenkomst|keer|evenement",
        "volgende|eerstvolgende activiteit|bijeenkomst|evenement|keer",
        "activiteit|bijeenkomst|evenement plannen|noteren|toevoegen|melden|invoeren|vastleggen|inplannen|organiseren",
        "nieuwe activiteit|bijeenkomst|evenement", "plan activiteit|bijeenkomst|evenement", "komt eraan", "what|what's planned|scheduled|upcoming",
        "what|what's coming up", "what|which activities|events|meetings", "activities|events", "when next activity|event|meeting",
        "next activity|event|meeting", "plan|add|log|schedule|note|new activity|event|meeting", "anything|something calendar|agenda|planned|schedule",
        "what|what's calendar|agenda|schedule",
    ];

    public static IReadOnlyList<string> Inspire { get; } =
    [
        "inspire|inspireer us|ons|me|mij", "energie", "something inspiring", "iets inspirerends", "iets leuks", "inspireer|inspireren|inspiratie",
        "tip|tips|idee|ideeën|ideetje|ideetjes", "goed|mooi|leuk|inspirerend|ander|nieuw voorbeeld|idee", "voorbeeld",
        "goede|mooie|leuke|nieuwe tip|tips|ideeën", "inspire|inspiration", "tip|tips|idea|ideas",
        "good|nice|inspiring|another|new example|tip|idea|ideas|tips", "example",
    ];

    public static IReadOnlyList<string> Share { get; } =
    [
        "voorbeeld|verhaal delen|insturen|inbrengen", "deel voorbeeld|verhaal", "eigen voorbeeld", "share example|story", "own example",
    ];

    public static IReadOnlyList<string> Examples { get; } =
    [
        "voorbeelden", "examples",
    ];

    public static IReadOnlyList<string> Register { get; } =
    [
        "sign up community|group", "sign us up", "nieuwe community|groep", "new community|group", "community maken|oprichten",
        "create community|group", "aanmelden|registreren|inschrijven", "meld|melden aan", "meld ik aan", "hoe meld ik aan",
        "hoe aanmelden|registreren", "nieuwe starten|beginnen|aanmelden", "start|starten|begin|beginnen nieuwe", "register|sign", "how register",
        "set|sign up", "start new|another", "start community|group",
    ];

    public static IReadOnlyList<string> Unregister { get; } =
    [
        "stoppen met community|groep", "stop community|group", "hef op", "sluit community|groep", "delete|remove community|group",
        "verwijder community|groep", "afmelden|opheffen|beëindigen|uitschrijven", "meld af", "hoe meld ik af", "unregister",
        "end|close community|group", "how unregister",
    ];

    public static IReadOnlyList<string> Nudge { get; } =
    [
        "wanneer bericht|weekbericht|nudge", "wanneer komt|krijgen|volgende bericht|weekbericht", "wanneer komt|krijgen volgende bericht|weekbericht",
        "volgende bericht|weekbericht", "weekbericht", "weekbericht instellen|aanpassen|wijzigen|veranderen|verzetten", "when message|nudge",
        "when next|weekly message|nudge", "when come next message", "when next|weekly message come", "next|weekly message", "change weekly message",
        "when get weekly|next message", "when does next|weekly message come",
    ];

    public static IReadOnlyList<string> LanguageChoice { get; } =
    [
        "spreek|spreken|praat|praten nederlands|engels|dutch|english", "nederlands|engels|dutch|english",
        "taal wijzigen|veranderen|aanpassen|instellen", "andere taal", "verander|wijzig taal", "in nederlands|engels",
        "speak|talk|switch|answer nederlands|engels|dutch|english", "in dutch|english", "change|switch|another|other language",
    ];

    public static IReadOnlyList<string> Administrators { get; } =
    [
        "wie beheert|beheer", "wie beheerder|beheerders|admin|admins", "beheerder|beheerders|admin|admins",
        "who|who's administers|manages|administrates", "who|who's administrator|administrators|admin|admins", "administrator|administrators",
    ];

    public static IReadOnlyList<string> ForgetMe { get; } =
    [
        "vergeet mij|me|alles", "wis|verwijder|vergeet mij|me|gegevens|alles|data", "wis|verwijder|vergeet alle|al mijn gegevens|data",
        "wis|verwijder mijn gegevens|data", "forget|delete|erase|remove me", "forget|delete|erase|remove my|all data|details|everything",
        "delete|erase|remove|forget all my data|details",
    ];

    public static IReadOnlyList<string> Doctor { get; } =
    [
        "doe je het", "werkt|werk|functioneert alles|goed|nog|bot|niet|het|je", "doet bot|alles het", "mis|stuk|kapot|fout",
        "is|gaat er|iets|wat mis|stuk|kapot|fout", "are working|alive|ok", "does everything|it|bot work", "everything|it|bot working",
        "something|anything wrong|broken", "is broken|down",
    ];

    public static IReadOnlyList<string> Call { get; } =
    [
        "zoek|zoeken|gezocht {role}", "zoek|zoeken iemand rol {role}", "zoek|zoeken iemand|mensen", "zoek|zoeken iemand|mensen rol",
        "oproep|vacature", "oproep|vacature doen|plaatsen|maken", "looking|searching {role}", "looking|searching someone|somebody|people",
        "looking|searching someone|somebody role {role}", "looking|searching someone|somebody|people role", "post|open|make|place call",
        "find {role}|someone",
    ];

    private static string[] FillerWords() =>
        """
        't a aan al all alle allemaal already alsjeblieft alstublieft am an and any are at aub be beetje ben bent bij bit bot can channel communities
        community community's communitybot communitys could dag dan dat de deze did die dit do does een eens eigenlijk er erg ergens even everybody
        everyone for gaan geef get geven give goedemiddag goedemorgen goedenavond got graag groep group hallo has have heb hebben hebt heeft heel
        hello here het hey hi hier hoi hoor hè i i'd i'll i'm iemand iets ik im in is it ja je jij jouw jullie just kan kanaal know kun kunnen kunt
        laat laten let let's like love m'n maar mag me mee met mezelf mij moment more my naar netwerk nog nou now nu of ok okay om on ons onze ooit
        ook op or our over please really show so some someone still svp te team tell that the there this to toch today tonen toon u us uw van vandaag
        vertel voor want wat we we'd we're weer weet wel weten what what's while wij wil will willen wilt with would yet you your zal zeg zien zijn
        zit zitten zo zou zouden
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
