namespace TeamsCommunityBot.Turns;

/// <summary>Whether what follows a command's word belongs to it, or makes the two a sentence about something else.</summary>
internal static class Arguments
{
    private const int MostWordsOfATitle = 12;
    private const int MostWordsOfAPerson = 5;

    private static readonly HashSet<string> Polite =
        [.. "graag aub svp alsjeblieft alstublieft please nu now even eens bot".Split(' ')];

    private static readonly HashSet<string> Languages = [.. "nl en nederlands engels dutch english".Split(' ')];

    /// <summary>What help can be about in one word: the headings, and the commands of that name.</summary>
    private static readonly HashSet<string> Topics =
    [
        .. """
           community people mensen rhythm ritme bot settings instellingen status roles rollen role rol me ik contributions bijdragen call vacature
           why waarom target doel doelen activity activiteit activiteiten activities register aanmelden unregister afmelden inspire inspiratie share deel nudge weekbericht
           pause pauze language taal admins beheerders doctor dokter
           """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly string[] RoleNames = Phrases.Roles.Split('|');

    /// <summary>No name begins with these: they go on with a sentence.</summary>
    private static readonly HashSet<string> GoOn =
    [
        .. """
           is was zijn waren wordt kan kun mag moet gaat komt staat heeft had van voor via bij op in aan om te met door en of maar dat die dit ik je jij
           u we wij ze zij hij for the on at to of were will can must goes went has and or but that this i you they he she it me us your my
           """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <param name="argument">As it was typed; empty when nothing follows.</param>
    /// <param name="words">The same in lower case, without punctuation.</param>
    public static bool Fits(ArgumentKind kind, string argument, IReadOnlyList<string> words) => words.Count == 0 || words.All(Polite.Contains) || kind switch
    {
        ArgumentKind.Title => !GoOn.Contains(words[0]) && words.Count <= MostWordsOfATitle && !argument.TrimEnd().EndsWith('?'),
        ArgumentKind.Role => words.Count <= MostWordsOfAPerson + 1 && Spelling.Nearest(words[0], RoleNames, Spelling.SureEnough) is not null,
        ArgumentKind.Language => words.Count == 1 && Languages.Contains(words[0]),
        ArgumentKind.Person => words.Count <= MostWordsOfAPerson && !GoOn.Contains(words[0]) && (argument[0] == '@' || char.IsUpper(argument[0])),
        ArgumentKind.Topic => words.Count == 1 && Topics.Contains(words[0]),
        _ => false,
    };
}
