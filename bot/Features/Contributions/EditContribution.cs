using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>What the buttons about a contribution share. Whose it is comes from the envelope alone, so nobody writes another's.</summary>
internal sealed class OwnContribution(CommunityAccess places, CommunityStore communities, ContributionStore contributions)
{
    /// <exception cref="UserErrorException">The card stands where others look on, or the person does not belong to that community.</exception>
    public async ValueTask<(Community Community, StoredContribution? StoredCommunity)> FindAsync(Turn turn, CancellationToken ct)
    {
        if (!turn.IsBetweenUs) throw new UserErrorException(ContributionTexts.OnlyInOurChat);
        var place = await places.GetAsync(turn, turn.Press?.Data.GetValueOrDefault(ContributionCard.ChannelKey) ?? "", Audience.Member, ct);
        return (place.Community, await contributions.FindAsync(turn.TenantId, place.Community.ChannelId, turn.From.Id, ct));
    }

    /// <summary>The same for taking it away, which whoever left the channel may do too: it is theirs.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public async ValueTask<(Community Community, StoredContribution? StoredCommunity)> FindToStopAsync(Turn turn, CancellationToken ct)
    {
        if (!turn.IsBetweenUs) throw new UserErrorException(ContributionTexts.OnlyInOurChat);
        var channelId = turn.Press?.Data.GetValueOrDefault(ContributionCard.ChannelKey) ?? "";
        return channelId.Length > 0 && await contributions.FindAsync(turn.TenantId, channelId, turn.From.Id, ct) is { } stored
            && await communities.FindAsync(turn.TenantId, channelId, ct) is { Community: { IsRegistered: true } community }
            ? (community, stored) : await FindAsync(turn, ct);
    }

    /// <summary>What somebody said while they had these roles: what was promised in another role is no promise in this one.</summary>
    public static Contribution? SaidIn(IReadOnlyList<Role> roles, StoredContribution? stored) =>
        stored?.Contribution is { } kept && kept.Roles.SequenceEqual(roles) ? kept : null;

    /// <summary>Whether the pressed card shows the contribution as it is now.</summary>
    public static bool IsCurrent(Turn turn, StoredContribution? stored)
    {
        var revision = stored?.Contribution.Revision ?? 0;
        return turn.Press?.Data.GetValueOrDefault(ContributionCard.RevisionKey) == revision.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>The button "describe" or "change": the form, filled with what the person said or with suggestions for their role.</summary>
internal sealed class EditContribution(OwnContribution own) : IHandler
{
    public const string Verb = SharedVerbs.EditContribution;

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, stored) = await own.FindAsync(turn, ct);
        var (roles, today) = (community.HeldBy(turn.From.Id), community.Today(turn.At));
        var said = OwnContribution.SaidIn(roles, stored);
        var form = new ContributionForm(
            community.ChannelId,
            community.Name,
            roles,
            stored?.Contribution.Revision ?? 0,
            said?.Commitments ?? Suggestions.For(roles),
            TypedNumber.Write(said?.Hours),
            said?.Until is { } until && until >= today ? until : null,
            AskWho: null,
            People: [],
            today,
            Problems: []);
        return new Reply.Replace(ContributionCard.Form(form), Words.Fill(ContributionTexts.FormTitle, community.Name), ForEveryone: false);
    }
}

/// <summary>The button "more" in the form: the rest of its fields, with what was typed so far.</summary>
internal sealed class ShowWholeContribution(OwnContribution own, AskWhoChoices colleagues) : IHandler
{
    public const string Verb = "contribution.more";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, stored) = await own.FindAsync(turn, ct);
        if (!OwnContribution.IsCurrent(turn, stored)) return new Reply.Continue(ShowMe.Command, ContributionTexts.ChangedMeanwhile);
        var (roles, today) = (community.HeldBy(turn.From.Id), community.Today(turn.At));
        var named = OwnContribution.SaidIn(roles, stored)?.AskWho;
        var people = await colleagues.OfAsync(community, turn.From, named, ct);
        var typed = ContributionAnswer.Read(turn.Press!.Answers, people, today);
        var form = new ContributionForm(community.ChannelId, community.Name, roles, stored?.Contribution.Revision ?? 0, typed.Commitment, typed.Hours,
            typed.Until, named?.Id, people, today, Problems: [], IsWhole: true);
        return new Reply.Replace(ContributionCard.Form(form), Words.Fill(ContributionTexts.FormTitle, community.Name), ForEveryone: false);
    }
}

/// <summary>Saving is confirming: the person says that this is their contribution.</summary>
internal sealed class SaveContribution(OwnContribution own, AskWhoChoices colleagues, ContributionStore contributions) : IHandler
{
    public const string Verb = "contribution.save";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, stored) = await own.FindAsync(turn, ct);
        if (!OwnContribution.IsCurrent(turn, stored)) return new Reply.Continue(ShowMe.Command, ContributionTexts.ChangedMeanwhile);

        var (roles, today, isWhole) = (community.HeldBy(turn.From.Id), community.Today(turn.At), IsWhole(turn.Press!));
        var people = isWhole ? await PeopleAsync(community, turn.From, stored, ct) : [];
        var answer = ContributionAnswer.Read(turn.Press!.Answers, people, today);
        var revision = stored?.Contribution.Revision ?? 0;
        if (answer.Problems.Count > 0)
        {
            var form = new ContributionForm(community.ChannelId, community.Name, roles, revision, answer.Commitment, answer.Hours, answer.Until,
                answer.AskWho?.Id, people, today, answer.Problems, isWhole);
            return new Reply.Replace(ContributionCard.Form(form), ContributionTexts.CheckTheForm, ForEveryone: false);
        }

        var contribution = new Contribution
        {
            Who = turn.From,
            Roles = roles,
            Commitments = answer.Commitment,
            Hours = answer.HoursNumber!.Value,
            Until = answer.Until,
            AskWho = isWhole ? answer.AskWho : OwnContribution.SaidIn(roles, stored)?.AskWho,
            ConfirmedAt = turn.At,
            Revision = revision + 1,
        };
        return new Reply.Continue(ShowMe.Command, await contributions.SaveAsync(community, stored, contribution, ct)
            ? ContributionTexts.Saved : ContributionTexts.ChangedMeanwhile);
    }

    /// <summary>A form of a version that showed all fields at once says so by what it sends.</summary>
    private static bool IsWhole(Press press) =>
        press.Data.ContainsKey(ContributionCard.WholeKey) || press.Answers.ContainsKey(nameof(ContributionAnswer.AskWho));

    private async ValueTask<IReadOnlyList<Person>> PeopleAsync(Community community, Person self, StoredContribution? stored, CancellationToken ct)
    {
        var people = await colleagues.OfAsync(community, self, stored?.Contribution.AskWho, ct);
        // Teams may not tell who is there: whom the person named before stays named.
        return people.Count == 0 && stored?.Contribution.AskWho is { } named ? [named] : people;
    }
}

/// <summary>The button "this is still true": the same words, confirmed anew.</summary>
internal sealed class ConfirmContribution(OwnContribution own, ContributionStore contributions) : IHandler
{
    public const string Verb = "contribution.confirm";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, stored) = await own.FindAsync(turn, ct);
        if (stored is null || !OwnContribution.IsCurrent(turn, stored)) return new Reply.Continue(ShowMe.Command, ContributionTexts.ChangedMeanwhile);
        var said = stored.Contribution;
        // Written for other roles it cannot simply be confirmed; the answer shows what to do.
        if (!said.Roles.SequenceEqual(community.HeldBy(turn.From.Id))) return new Reply.Continue(ShowMe.Command, ContributionTexts.OtherRolesNow);

        var over = said.Until < community.Today(turn.At);
        var confirmed = said with { Who = turn.From, Until = over ? null : said.Until, ConfirmedAt = turn.At, Revision = said.Revision + 1 };
        return new Reply.Continue(ShowMe.Command, await contributions.SaveAsync(community, stored, confirmed, ct)
            ? ContributionTexts.Confirmed : ContributionTexts.ChangedMeanwhile);
    }
}

/// <summary>The button "I stop": the contribution is put away, and nobody asks for it again.</summary>
internal sealed class StopContribution(OwnContribution own, ContributionStore contributions) : IHandler
{
    public const string Verb = "contribution.stop";

    public async ValueTask<Reply> HandleAsync(Turn turn, CancellationToken ct)
    {
        var (community, stored) = await own.FindToStopAsync(turn, ct);
        if (stored is null || !OwnContribution.IsCurrent(turn, stored)) return new Reply.Continue(ShowMe.Command, ContributionTexts.ChangedMeanwhile);
        return new Reply.Continue(ShowMe.Command, await contributions.PutAwayAsync(community, stored, turn.At, ct)
            ? ContributionTexts.Stopped : ContributionTexts.ChangedMeanwhile);
    }
}
