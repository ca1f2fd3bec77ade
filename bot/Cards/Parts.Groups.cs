namespace TeamsCommunityBot.Cards;

/// <summary>Parts that hold others together, so that a card is no wall of text.</summary>
public static partial class Parts
{
    /// <summary>What belongs together, in a frame of its own. Where a client draws none, it stands apart by space.</summary>
    public static CardElement Group(params IReadOnlyList<CardElement> items) =>
        new Container(items) { ShowBorder = true, RoundedCorners = true, Spacing = Spacing.Medium };

    /// <summary>The same with a title, and a badge that says how it stands.</summary>
    /// <param name="title">It goes through <see cref="Plain.Text"/> where people wrote it.</param>
    public static CardElement Group(string title, Badge? state, params IReadOnlyList<CardElement> items) =>
        Group([new TextBlock(title) { Weight = TextWeight.Bolder }, .. Optional(state is null ? null : Badges(state)), .. items]);

    /// <summary>One of several short things in a group: what it is, more about it in a quieter voice, and one button beside both.</summary>
    /// <param name="title">It goes through <see cref="Plain.Text"/> where people wrote it, and so does <paramref name="more"/>.</param>
    public static CardElement Row(string title, string more, CardAction? press = null, Image? sign = null) => new ColumnSet(
    [
        .. Optional(sign is null ? null : new Column("auto", [sign]) { VerticalContentAlignment = VerticalAlignment.Center }),
        new("stretch", [new TextBlock(title), Quiet(more)]) { VerticalContentAlignment = VerticalAlignment.Center },
        .. Optional(press is null ? null : new Column("auto", [new ActionSet([press])]) { VerticalContentAlignment = VerticalAlignment.Center }),
    ])
    { Spacing = Spacing.Small };
}
