namespace TeamsCommunityBot.Cards;

/// <summary>How a <see cref="Parts.Notice"/> is meant.</summary>
public enum NoticeKind { Good, Info, Attention }

/// <summary>Our own parts: the same thing looks the same on every card.</summary>
public static partial class Parts
{
    /// <summary>The verb of a button that stands for a command; the router knows it by the same word.</summary>
    private const string CommandVerb = "command";

    /// <summary>The card's title.</summary>
    public static CardElement Heading(string text) =>
        new TextBlock(text) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = TextStyle.Heading };

    /// <summary>The title of a part of the card. Its size is stated, for a heading without one is as large as the card's title.</summary>
    public static CardElement Subheading(string text) =>
        new TextBlock(text) { Size = TextSize.Default, Weight = TextWeight.Bolder, Style = TextStyle.Heading, Spacing = Spacing.Large, Separator = true };

    public static CardElement Paragraph(string text) => new TextBlock(text) { Spacing = Spacing.Small };

    /// <summary>Explains, in a quieter voice.</summary>
    public static CardElement Hint(string text) => new TextBlock(text) { IsSubtle = true, Spacing = Spacing.Small };

    /// <summary>Pairs of a label and a value. Values are shown as they are: people's text in them goes through <see cref="Plain.Text"/>.</summary>
    public static CardElement Facts(params IReadOnlyList<Fact> facts) => new FactSet(facts);

    /// <summary>A sentence with a symbol before it, so that it reads the same without colour.</summary>
    public static CardElement Notice(NoticeKind kind, string sentence) =>
        new Container([new TextBlock($"{Symbol(kind)} {sentence}")]) { Style = StyleOf(kind) };

    /// <summary>
    /// A role and what it does, unless that is empty; beside it who has it, and more about that in a quieter voice. What stands beside it goes through
    /// <see cref="Plain.Text"/>.
    /// </summary>
    /// <param name="sign">The role's own sign.</param>
    /// <param name="state">A badge with the word for how it stands.</param>
    public static CardElement PersonRow(string role, string does, string who, string more, Image? sign = null, Badge? state = null) => new ColumnSet(
    [
        .. Optional(sign is null ? null : new Column("auto", [sign])),
        new("stretch", [new TextBlock(role) { Weight = TextWeight.Bolder }, .. Optional(does.Length > 0 ? Quiet(does) : null)]),
        new("stretch",
        [
            .. Optional<CardElement>(state),
            new TextBlock(who) { Spacing = state is null ? null : Spacing.Small },
            .. Optional(more.Length > 0 ? Quiet(more) : null),
        ]),
    ])
    { Spacing = Spacing.Medium };

    /// <summary>A part that may be missing, to be spread into a list: <c>.. Parts.Optional(isLate ? Hint(…) : null)</c>.</summary>
    public static T[] Optional<T>(T? part)
        where T : class => part is null ? [] : [part];

    /// <summary>A button that does what typing the command does.</summary>
    public static ActionExecute CommandButton(string title, string command) => new()
    {
        Title = title,
        Verb = CommandVerb,
        Data = new Dictionary<string, string> { ["text"] = command },
        AssociatedInputs = AssociatedInputs.None,
    };

    private static TextBlock Quiet(string text) => new(text) { IsSubtle = true, Spacing = Spacing.None, Size = TextSize.Small };

    private static ContainerStyle StyleOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Good => ContainerStyle.Good,
        NoticeKind.Attention => ContainerStyle.Attention,
        _ => ContainerStyle.Emphasis,
    };

    private static string Symbol(NoticeKind kind) => kind switch { NoticeKind.Good => "✓", NoticeKind.Attention => "⚠", _ => "ℹ" };
}
