namespace TeamsCommunityBot.Cards;

/// <summary>Parts of elements that came after version 1.5, each with a fallback that says the same in words.</summary>
public static partial class Parts
{
    private static readonly FlowLayout Flow = new()
    {
        ItemFit = ItemFit.Fit,
        ColumnSpacing = Spacing.Small,
        RowSpacing = Spacing.Small,
        HorizontalItemsAlignment = HorizontalAlignment.Left,
    };

    /// <summary>A state: a word, a shape and a colour, of which the word alone would do.</summary>
    /// <param name="word">Short. It goes through <see cref="Plain.Text"/> where people wrote it.</param>
    /// <param name="icon">A name of Fluent's icons; left out, the one that belongs to the style.</param>
    public static Badge Badge(string word, BadgeStyle style, string? icon = null) => new(word)
    {
        Icon = icon ?? IconOf(style),
        Style = style,
        Appearance = BadgeAppearance.Tint,
        Size = BadgeSize.Large,
        Shape = BadgeShape.Rounded,
        Fallback = new TextBlock(SymbolOf(style) is { } symbol ? $"{symbol} {word}" : word) { Spacing = Spacing.None },
    };

    /// <summary>Badges beside each other, on the next line where a line is full.</summary>
    public static CardElement Badges(params IReadOnlyList<Badge> badges) => new Container(badges)
    {
        Layouts = [Flow],
        Spacing = Spacing.Small,
    };

    /// <summary>A bar below the sentence that says what it shows.</summary>
    /// <param name="value">Beyond 0 and <paramref name="max"/> the bar is empty or full.</param>
    /// <param name="max">Above 0.</param>
    public static CardElement Progress(double value, double max, string sentence, ProgressColor color = ProgressColor.Accent) =>
        new Container([new TextBlock(sentence), Bar(value, max, color) with { Spacing = Spacing.Small }]) { Spacing = Spacing.Small };

    /// <summary>A bar alone: the same words must stand beside it.</summary>
    /// <inheritdoc cref="Progress"/>
    public static ProgressBar Bar(double value, double max, ProgressColor color = ProgressColor.Accent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return new(Math.Clamp(value, 0, max), max) { Color = color, Fallback = CardElement.Drop };
    }

    /// <summary>
    /// The one next step: its words above a large button. The words stand beside it and not on it: some clients that do not know it show the fallback's
    /// buttons and lose its texts.
    /// </summary>
    /// <param name="why">What it is good for, in a few words.</param>
    /// <param name="mark">A word or two above it: "do this first".</param>
    /// <param name="icon">A name of Fluent's icons.</param>
    /// <param name="press">What it does; its title is the button's.</param>
    public static CardElement Next(string why, string mark, string icon, CardAction press) => new Container(
    [
        new TextBlock(mark) { Weight = TextWeight.Bolder },
        new TextBlock(why) { Spacing = Spacing.None },
        new CompoundButton(press.Title)
        {
            Icon = new(icon) { Style = IconStyle.Filled },
            SelectAction = press,
            Spacing = Spacing.Small,
            Fallback = new ActionSet([press with { Style = ActionStyle.Positive }]),
        },
    ])
    { Style = ContainerStyle.Emphasis, Spacing = Spacing.Medium };

    /// <summary>A sign beside words that say the same.</summary>
    /// <param name="name">A name of Fluent's icons.</param>
    public static Icon Icon(string name, TextColor color = TextColor.Default) =>
        new(name) { Size = IconSize.Small, Style = IconStyle.Filled, Color = color, Fallback = CardElement.Drop };

    /// <summary>One of our own signs, as high as a line and a half.</summary>
    /// <param name="words">What a screen reader says in its place.</param>
    public static Image Sign(SignOf sign, string words) => new(Signs.Url(sign), words) { Width = "28px", Height = "28px" };

    /// <summary>A table whose first row names the columns, of at most four. Cells go through <see cref="Plain.Text"/> where people wrote them.</summary>
    public static CardElement Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows) => new Table(
        [.. headers.Select((_, column) => new TableColumn(column == 0 ? 2 : 1))],
        [
            new([.. headers.Select(header => new TableCell([new TextBlock(header) { Weight = TextWeight.Bolder }]))]),
            .. rows.Select(row => new TableRow([.. row.Select(cell => new TableCell([new TextBlock(cell)]))])),
        ])
    { FirstRowAsHeaders = true, ShowGridLines = true };

    /// <summary>The head of a card: its title, the badges that say how it stands, and a bar that shows what one of them says.</summary>
    /// <param name="id">By which the card is known again; null for most.</param>
    public static CardElement Head(string title, IReadOnlyList<Badge> badges, ProgressBar? bar = null, string? id = null) => new Container(
    [
        Heading(title) with { Id = id },
        .. Optional(badges.Count > 0 ? Badges(badges) : null),
        .. Optional(bar),
    ])
    { Style = ContainerStyle.Emphasis, Bleed = true };

    private static string? IconOf(BadgeStyle style) => style switch
    {
        BadgeStyle.Good => "CheckmarkCircle",
        BadgeStyle.Warning => "Clock",
        BadgeStyle.Attention => "ErrorCircle",
        _ => null,
    };

    private static string? SymbolOf(BadgeStyle style) => style switch
    {
        BadgeStyle.Good => "✓",
        BadgeStyle.Warning => "◔",
        BadgeStyle.Attention => "⚠",
        _ => null,
    };
}
