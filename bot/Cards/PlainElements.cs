namespace TeamsCommunityBot.Cards;

/// <summary>
/// The card as a client sees it that knows nothing newer than version 1.5: each newer element gives way to its fallback. What is sent where
/// <c>Cards:Elements</c> is <c>plain</c>, and what tells a test whether the fallbacks say it all.
/// </summary>
internal sealed class PlainElements : CardRewriter
{
    private static readonly PlainElements Rewriter = new();

    public static AdaptiveCard Of(AdaptiveCard card) => Rewriter.Card(card);

    protected override CardElement? Element(CardElement element) => element switch
    {
        NewerElement { Fallback: null or Dropped } => null,
        // What a post is known by again is the id of an element, whatever stands there.
        NewerElement { Fallback: { } fallback } => Element(fallback with
        {
            Id = fallback.Id ?? element.Id,
            Spacing = fallback.Spacing ?? element.Spacing,
            Separator = fallback.Separator ?? element.Separator,
        }),
        // Made for wide cards alone, beside another for narrow ones.
        { TargetWidth: TargetWidth.AtLeastNarrow or TargetWidth.AtLeastStandard or TargetWidth.AtLeastWide or TargetWidth.Wide } => null,
        _ => Kept(Tidied(Within(element))),
    };

    protected override CardAction? Action(CardAction action) => action is ActionPopover popover ? Action(popover.Fallback) : Within(action);

    private static CardElement Tidied(CardElement element) => element switch
    {
        Container container => container with { Layouts = null, ShowBorder = null, RoundedCorners = null, TargetWidth = null, Requires = null },
        ColumnSet set => set with { Columns = [.. set.Columns.Where(column => column.Items.Count > 0)], TargetWidth = null, Requires = null },
        { TargetWidth: null, Requires: null } => element,
        _ => element with { TargetWidth = null, Requires = null },
    };

    private static CardElement? Kept(CardElement element) =>
        element is Container { Items.Count: 0 } or ColumnSet { Columns.Count: 0 } or ActionSet { Actions.Count: 0 } ? null : element;
}
