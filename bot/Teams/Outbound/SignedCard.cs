using TeamsCommunityBot.Cards;

namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>Gives each button of a card the signed form, wherever it stands.</summary>
/// <param name="sign">Signs a verb and its facts.</param>
internal sealed class SignedCard(Func<string, IReadOnlyDictionary<string, string>, string> sign) : CardRewriter
{
    /// <summary>A copy of <paramref name="card"/> in which every <see cref="ActionExecute"/> has its payload and its fallback.</summary>
    /// <param name="sign">Signs a verb and its facts.</param>
    public static AdaptiveCard Of(AdaptiveCard card, Func<string, IReadOnlyDictionary<string, string>, string> sign) => new SignedCard(sign).Card(card);

    protected override CardAction Action(CardAction action)
    {
        if (action is not ActionExecute execute) return Within(action);
        var payload = new SignedData(new SignedAct(execute.Verb, execute.Data, sign(execute.Verb, execute.Data)));
        var fallback = new ActionSubmit { Title = execute.Title, Tooltip = execute.Tooltip, Style = execute.Style, Payload = payload };
        return execute with { Payload = payload, Fallback = fallback };
    }
}
