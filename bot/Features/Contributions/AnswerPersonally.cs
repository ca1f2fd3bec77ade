using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>Answers in somebody's own chat what they asked in front of others.</summary>
internal sealed class AnswerPersonally(PersonalAnswerStore answers, MyCommunities mine, CommunityStore communities, ContributionStore contributions,
    LeadRights rights, ChatLanguages people) : IJob
{
    /// <summary>After so long nobody waits for it any more.</summary>
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
            // What was theirs to read when they asked may not be any more.
            _ when place is { IsRegistered: true } && await rights.LeadsAsync(place, question.Who.Id, ct) => Contributions(ContributionsView.Of(place,
                await contributions.ListAsync(item.TenantId, place.ChannelId, ct), now)),
            _ => default,
        };
        return card is null
            ? await DoneAsync(item, ct)
            : JobPlan.Of(new Post(item.PostId("answer"), new Destination.ToPerson(question.Near, question.Who), card, summary));
    }

    private async ValueTask<JobPlan> DoneAsync(DueItem item, CancellationToken ct)
    {
        await answers.RemoveAsync(item, ct);
        return JobPlan.Nothing;
    }

    /// <summary>
    /// Whoever asked was told that it comes in their own chat. The channel, where they asked, reads that it does not, and nothing of what it is.
    /// </summary>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused || post.To is not Destination.ToPerson
            || await answers.FindAsync(item, ct) is not { } question
            || await communities.FindAsync(item.TenantId, question.ChannelId, ct) is not { Community: { MayPost: true } place })
            return await DoneAsync(item, ct);
        using var spoken = Language.Use(place.Language);
        var to = new Destination.ToChannel(place.Address, question.Who, place.TeamId, place.TeamGroupId);
        return JobPlan.Of(new Post(item.PostId("channel"), to, NotReachedCard.Render(question.Who.Name, ChatWith.WithBot(place.Address)),
            NotReachedCard.Summary(question.Who.Name)));
    }

    private async ValueTask<(AdaptiveCard? Card, string Summary)> MeAsync(string tenantId, PersonalQuestion question, DateTimeOffset now, CancellationToken ct)
    {
        var view = MeView.Of(await mine.OfAsync(tenantId, question.Who, question.ChannelId, now, ct), page: 1, notice: null);
        return (MeCard.Render(view), MeCard.Summary(view));
    }

    private static (AdaptiveCard?, string) Contributions(ContributionsView view) => (ContributionsCard.Render(view), ContributionsCard.Summary(view));
}

/// <summary>Tells somebody, in front of others, that an answer cannot reach them in their own chat.</summary>
internal static class NotReachedCard
{
    /// <param name="name">Who is mentioned.</param>
    /// <param name="chat">Their own chat with the bot.</param>
    public static AdaptiveCard Render(string name, Uri chat) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(name),
        Body = [Parts.Notice(NoticeKind.Attention, Words.Fill(ContributionTexts.NotReached, Mention.Of(name)))],
        Actions = [new ActionOpenUrl(chat) { Title = CommunityTexts.OpenOurChat }],
    };

    public static string Summary(string name) => Words.Fill(ContributionTexts.NotReached, Plain.OneLine(name));
}
