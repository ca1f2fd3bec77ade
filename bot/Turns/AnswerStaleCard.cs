namespace TeamsCommunityBot.Turns;

/// <summary>Answers a button that cannot be believed (an old card, a copied one, a forged one) with the state as it is now.</summary>
public sealed class AnswerStaleCard : IHandler
{
    public ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct) => new(new Reply.Continue(CommandNames.Status, TurnTexts.StaleCard));
}
