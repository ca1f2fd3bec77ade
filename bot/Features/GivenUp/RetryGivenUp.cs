using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.GivenUp;

/// <summary><c>/community nudges retry</c>: what of this organisation was given up, and whether to try it again; for administrators.</summary>
internal sealed class ShowGivenUp(IGivenUp givenUp, JobTable jobs) : IHandler
{
    public const string Command = "nudges retry";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var card = GivenUpCard.Ask(GivenUpView.Of(await givenUp.ReadAsync(turn.TenantId, ct), jobs));
        return new Reply.Card(card, card.FallbackText);
    }
}

/// <summary>The button "try again": puts back what is the organisation's own by now, be it more or less than the card said.</summary>
internal sealed class RetryGivenUp(IGivenUp givenUp) : IHandler
{
    public const string Verb = "work.retry";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var card = GivenUpCard.Done(await givenUp.RetryAsync(turn.TenantId, ct));
        return new Reply.Replace(card, card.FallbackText);
    }
}
