using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>Answers in somebody's own chat what they asked in front of others.</summary>
internal sealed class AnswerPersonally(PersonalAnswerStore answers, MyCommunities mine, CommunityStore communities, ContributionStore contributions,
    ChatLanguages people) : IJob
{
    /// <summary>After so long nobody waits for it any more; and whether they may have it was decided when they asked.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await answers.FindAsync(item, ct) is not { } question) return JobPlan.Nothing;
        if (now - question.At > Patience) return await DoneAsync(item, ct);
        var place = (await communities.FindAsync(item.TenantId, question.ChannelId, ct))?.Community;
        using var spoken = Language.Use(await people.LanguageAsync(item.TenantId, question.Who.Id, ct) ?? place?.Language ?? Language.English);
        var (card, summary) = question.What switch
        {
            PersonalAnswer.Me => await MeAsync(item.TenantId, question, now, ct),
            _ when place is { IsRegistered: true } => Contributions(ContributionsView.Of(place,
                await contributions.ListAsync(item.TenantId, place.ChannelId, ct), now)),
            _ => default,
        };
        return card is null
            ? await DoneAsync(item, ct)
            : JobPlan.Of(new Post(item.PostId("answer"), new Destination.ToPerson(question.Near, question.Who), card, summary));
    }

    /// <inheritdoc/>
    public ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct) => DoneAsync(item, ct);

    private async ValueTask<JobPlan> DoneAsync(DueItem item, CancellationToken ct)
    {
        await answers.RemoveAsync(item, ct);
        return JobPlan.Nothing;
    }

    private async ValueTask<(AdaptiveCard? Card, string Summary)> MeAsync(string tenantId, PersonalQuestion question, DateTimeOffset now, CancellationToken ct)
    {
        var view = MeView.Of(await mine.OfAsync(tenantId, question.Who.Id, question.ChannelId, now, ct), page: 1, notice: null);
        return (MeCard.Render(view), MeCard.Summary(view));
    }

    private static (AdaptiveCard?, string) Contributions(ContributionsView view) => (ContributionsCard.Render(view), ContributionsCard.Summary(view));
}
