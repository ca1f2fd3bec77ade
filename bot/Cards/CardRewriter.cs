namespace TeamsCommunityBot.Cards;

/// <summary>
/// Makes another card of a card. It reaches every element and every button wherever it stands: in containers, columns, cells, fallbacks, popovers,
/// and behind elements that can be pressed. The one walk over cards, so that a new holder is known to all at once.
/// </summary>
internal abstract class CardRewriter
{
    public AdaptiveCard Card(AdaptiveCard card) => card with { Body = Each(card.Body, Element), Actions = Each(card.Actions, Action) };

    /// <summary>What stands in the element's place; null for nothing.</summary>
    protected virtual CardElement? Element(CardElement element) => Within(element);

    /// <summary>What stands in the button's place; null for nothing.</summary>
    protected virtual CardAction? Action(CardAction action) => Within(action);

    /// <summary>The element with each part inside it rewritten.</summary>
    protected CardElement Within(CardElement element)
    {
        var changed = element switch
        {
            ActionSet set => set with { Actions = Each(set.Actions, Action) },
            Container container => container with { Items = Each(container.Items, Element), SelectAction = Press(container.SelectAction) },
            ColumnSet set => set with { Columns = Each(set.Columns, column => column with { Items = Each(column.Items, Element) }) },
            Table table => table with { Rows = Each(table.Rows, row => row with { Cells = Each(row.Cells, Cell) }) },
            CompoundButton button => button with { SelectAction = Press(button.SelectAction) },
            Icon icon => icon with { SelectAction = Press(icon.SelectAction) },
            _ => element,
        };
        return changed.Fallback is { } fallback and not Dropped ? changed with { Fallback = Element(fallback) ?? CardElement.Drop } : changed;
    }

    /// <summary>The button with each part inside it rewritten. The fallback of an <see cref="ActionExecute"/> is made by the sender, so it is left.</summary>
    protected CardAction Within(CardAction action) => action switch
    {
        ActionPopover popover => popover with
        {
            Content = Element(popover.Content) ?? popover.Content,
            Fallback = Action(popover.Fallback) ?? popover.Fallback,
        },
        _ => action,
    };

    private TableCell Cell(TableCell cell) => cell with { Items = Each(cell.Items, Element) };

    private CardAction? Press(CardAction? action) => action is null ? null : Action(action);

    private static T[] Each<T>(IReadOnlyList<T> items, Func<T, T?> change)
        where T : class
    {
        var (changed, kept) = (new T[items.Count], 0);
        foreach (var item in items)
            if (change(item) is { } one) changed[kept++] = one;
        return kept == changed.Length ? changed : changed[..kept];
    }
}
