using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary><c>/community contributions</c>: who confirmed their contribution, for the leads. In front of others it is sent to the asker's own chat.</summary>
internal sealed class ShowContributions(CommunityStore communities, CommunityAccess places, MyCommunities mine, ContributionStore contributions,
    Membership membership, PersonalAnswerStore answers) : IHandler
{
    public const string Command = "contributions";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (turn.Conversation.Kind == ConversationKind.Personal) return await AskWhichAsync(turn, ct);
        if (await communities.FindRegisteredAsync(turn, ct) is not { Community: var community }) return new Reply.Continue(CommandNames.Status);
        if (turn.IsBetweenUs) return await CardAsync(community, turn.At, ct);
        await answers.PlanAsync(turn, PersonalAnswer.Contributions, ct);
        return new Reply.Text(ContributionTexts.SentPersonally);
    }

    private async ValueTask<Reply> AskWhichAsync(Turn turn, CancellationToken ct)
    {
        var all = (await mine.FindAsync(turn.TenantId, turn.From.Id, ct)).Where(community => community.IsLedBy(turn.From.Id)).ToList();
        // The name of a community is for whoever is in its channel.
        var where = await membership.OfAsync(all, turn.From, ct);
        var led = all.Where((_, place) => where[place] == MembershipState.In).ToList();
        return led switch
        {
            [] => new Reply.Text(where.Contains(MembershipState.Unknown) ? CommunityTexts.CannotLook : ContributionTexts.LeadsNothing),
            [var only] => await CardAsync((await places.GetAsync(turn, only.ChannelId, Audience.Lead, ct)).Community, turn.At, ct),
            _ => new Reply.Card(ChooseContributionsCard.Render([.. led.Take(ChooseContributionsCard.Most)]), ContributionTexts.ChooseTitle),
        };
    }

    private async ValueTask<Reply> CardAsync(Community community, DateTimeOffset now, CancellationToken ct)
    {
        var view = ContributionsView.Of(community, await contributions.ListAsync(community.TenantId, community.ChannelId, ct), now);
        return new Reply.Card(ContributionsCard.Render(view), ContributionsCard.Summary(view));
    }
}

/// <summary>The button under the choice of communities.</summary>
internal sealed class ShowChosenContributions(CommunityAccess places, ContributionStore contributions) : IHandler
{
    public const string Verb = "contributions.show";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (!turn.IsBetweenUs) return new Reply.Text(ContributionTexts.OnlyInOurChat);
        var wanted = turn.Press?.Answers.GetValueOrDefault(nameof(ContributionsAnswer.Community), "") ?? "";
        var (community, _) = await places.GetAsync(turn, wanted, Audience.Lead, ct);
        var view = ContributionsView.Of(community, await contributions.ListAsync(turn.TenantId, community.ChannelId, ct), turn.At);
        return new Reply.Replace(ContributionsCard.Render(view), ContributionsCard.Summary(view), ForEveryone: false);
    }
}
