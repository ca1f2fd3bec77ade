namespace TeamsCommunityBot.Cards;

/// <summary>A word with a colour and a shape, such as the state of something.</summary>
public sealed record Badge(string Text) : NewerElement
{
    /// <summary>A name of Fluent's icons: <c>CalendarClock</c>, or <c>CalendarClock,filled</c>.</summary>
    public string? Icon { get; init; }

    public IconPosition? IconPosition { get; init; }

    public BadgeAppearance? Appearance { get; init; }

    public BadgeSize? Size { get; init; }

    public BadgeShape? Shape { get; init; }

    public BadgeStyle? Style { get; init; }

    public string? Tooltip { get; init; }
}

/// <summary>A sign beside words that say the same.</summary>
/// <param name="Name">A name of Fluent's icons.</param>
public sealed record Icon(string Name) : NewerElement
{
    public IconSize? Size { get; init; }

    public IconStyle? Style { get; init; }

    public TextColor? Color { get; init; }

    public CardAction? SelectAction { get; init; }
}

/// <summary>How far something is. A bar has no words, so they stand beside it or in its fallback.</summary>
/// <param name="Value">From 0 to <paramref name="Max"/>: beyond these a client draws nothing sensible.</param>
/// <param name="Max">Above 0.</param>
public sealed record ProgressBar(double Value, double Max) : NewerElement
{
    public ProgressColor? Color { get; init; }
}

/// <summary>A large button with a title, what it is for, and a word on it.</summary>
public sealed record CompoundButton(string Title) : NewerElement
{
    public string? Description { get; init; }

    public string? Badge { get; init; }

    public IconInfo? Icon { get; init; }

    /// <summary>What a press does.</summary>
    public CardAction? SelectAction { get; init; }
}

/// <summary>An icon inside another element.</summary>
/// <param name="Name">A name of Fluent's icons.</param>
public sealed record IconInfo(string Name)
{
    public IconSize? Size { get; init; }

    public IconStyle? Style { get; init; }

    public TextColor? Color { get; init; }
}
