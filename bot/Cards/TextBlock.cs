namespace TeamsCommunityBot.Cards;

/// <summary>
/// Text. Always wraps. Teams reads a subset of Markdown in it, so text that a person wrote goes through <see cref="Plain.Text"/> first.
/// </summary>
public sealed record TextBlock(string Text) : CardElement
{
    public bool Wrap => true;

    public TextSize? Size { get; init; }

    public TextWeight? Weight { get; init; }

    /// <summary>Only ever beside words or a symbol that say the same: a card works without colour.</summary>
    public TextColor? Color { get; init; }

    public bool? IsSubtle { get; init; }

    /// <summary><c>heading</c> makes it a heading for a screen reader.</summary>
    public TextStyle? Style { get; init; }
}
