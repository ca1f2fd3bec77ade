using TeamsCommunityBot.Cards;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>Walks a card and gives each of its buttons the signed form.</summary>
internal static class SignedCard
{
    /// <summary>A copy of <paramref name="card"/> in which every <see cref="ActionExecute"/> has its payload and its fallback.</summary>
    /// <param name="sign">Signs a verb and its facts.</param>
    public static AdaptiveCard Of(AdaptiveCard card, Func<string, IReadOnlyDictionary<string, string>, string> sign) =>
        card with { Body = Each(card.Body, element => Element(element, sign)), Actions = Each(card.Actions, action => Action(action, sign)) };

    private static CardElement Element(CardElement element, Func<string, IReadOnlyDictionary<string, string>, string> sign) => element switch
    {
        ActionSet set => set with { Actions = Each(set.Actions, action => Action(action, sign)) },
        Container container => container with { Items = Each(container.Items, item => Element(item, sign)) },
        ColumnSet columns => columns with { Columns = Each(columns.Columns, column => column with { Items = Each(column.Items, item => Element(item, sign)) }) },
        _ => element,
    };

    private static CardAction Action(CardAction action, Func<string, IReadOnlyDictionary<string, string>, string> sign)
    {
        if (action is not ActionExecute execute) return action;
        var payload = new SignedData(new SignedAct(execute.Verb, execute.Data, sign(execute.Verb, execute.Data)));
        var fallback = new ActionSubmit { Title = execute.Title, Tooltip = execute.Tooltip, Style = execute.Style, Payload = payload };
        return execute with { Payload = payload, Fallback = fallback };
    }

    private static T[] Each<T>(IReadOnlyList<T> items, Func<T, T> change)
    {
        var changed = new T[items.Count];
        for (var i = 0; i < changed.Length; i++) changed[i] = change(items[i]);
        return changed;
    }
}
