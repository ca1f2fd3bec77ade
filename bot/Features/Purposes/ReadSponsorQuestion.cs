using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>The button of a <see cref="Knock"/>: the question to carry the why, for whom it waits alone.</summary>
internal sealed class ReadSponsorQuestion(CommunityStore communities) : IHandler
{
    public const string Verb = "why.question";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        if (community.Purpose.Sponsor is not { AcceptedAt: null } sponsor || !sponsor.Who.Is(turn.From))
            return SponsorNews.For(community, turn.From) is { } news
                ? new Reply.Replace(news.Card, news.Summary, ForEveryone: false) : new Reply.Text(CommunityTexts.KnockNothing);
        var question = SponsorQuestion.Of(community, sponsor);
        return new Reply.Replace(SponsorCard.Ask(question), SponsorCard.AskSummary(question), ForEveryone: false);
    }
}
