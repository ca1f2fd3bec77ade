using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Purposes;

/// <summary>
/// Asks somebody to carry the why: in their own chat, and where that stays closed by a mention in the channel, which does not say what is asked.
/// </summary>
internal sealed class AskSponsor(CommunityStore communities, Letter letter, Colleagues colleagues) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(item, ct) is not (var community, { } sponsor)) return JobPlan.Nothing;
        var question = SponsorQuestion.Of(community, sponsor);
        return JobPlan.Of(await letter.ToAsync(
            community, sponsor.Who, item.PostId("chat"), () => new(SponsorCard.Ask(question), SponsorCard.AskSummary(question)), ct));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused || await FindAsync(item, ct) is not (var community, { } sponsor)
            || post.To is Destination.ToPerson { Who: var told } && !told.Is(sponsor.Who)) return JobPlan.Nothing;
        if (post.To is Destination.ToChannel || !community.MayPost)
        {
            var talk = await colleagues.ChatAsync(community, sponsor.Who, ct);
            var asker = await colleagues.StayedAsync(community, [sponsor.By], ct);
            return JobPlan.Of(await letter.ToEachAsync(community, asker, _ => item.PostId("asker"), _ => NotReached(community, sponsor, talk), ct));
        }
        using var spoken = Language.Use(community.Language);
        var to = new Destination.ToChannel(community.Address, sponsor.Who, community.TeamId, community.TeamGroupId);
        return JobPlan.Of(new Post(item.PostId("channel"), to, Knock.Card(sponsor.Who.Name, ReadSponsorQuestion.Verb), Knock.Summary(sponsor.Who.Name)));
    }

    /// <summary>The question reached nobody, and whoever asked was told that it would.</summary>
    private static LetterText NotReached(Community community, Sponsor sponsor, ChatWith? talk)
    {
        var sentence = Words.Fill(PurposeTexts.NotReached, sponsor.Who.Name, community.Name);
        var next = NextPresses.In(community) with { Look = (PurposeTexts.AskAnother, ShowWhy.Command), Talk = talk };
        return new(SponsorCard.News(sentence, PurposeTexts.NewsAskAnother, next), Cards.Plain.OneLine(sentence));
    }

    /// <summary>The sponsor, if the question still is open.</summary>
    private async ValueTask<(Community Community, Sponsor? Sponsor)> FindAsync(DueItem item, CancellationToken ct)
    {
        return Key.Split(item.Subject) is [var channelId, var number]
            && await communities.FindAsync(item.TenantId, channelId,
                ct) is { Community: { IsRegistered: true, Purpose.Sponsor: { AcceptedAt: null } sponsor } community }
            && sponsor.Number.ToString(CultureInfo.InvariantCulture) == number ? (community, sponsor) : default;
    }
}

/// <summary>Tells, each in their own chat, who asked that somebody said yes or no, and a sponsor that another took over.</summary>
/// <remarks>
/// Whoever cannot be reached in their own chat is told in the channel that there is something for them, and reads it behind a button, alone.
/// </remarks>
internal sealed class SponsorNews(CommunityStore communities, Letter letter, Colleagues colleagues) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (Key.Split(item.Subject) is not [var channelId, var number, var what]
            || await communities.FindAsync(item.TenantId, channelId, ct) is not { Community: { IsRegistered: true } community }
            || Find(community.Purpose, int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture), what) is not { } news
            || news.Hearer.IsAnonymous || news.Hearer.Is(news.Teller)) return JobPlan.Nothing;
        var talk = await colleagues.ChatAsync(community, news.Teller, ct);
        var hearers = await colleagues.StayedAsync(community, [news.Hearer], ct);
        return JobPlan.Of(await letter.ToEachAsync(community, hearers, _ => item.PostId("news"), _ => Told(community, news.Teller, what, talk), ct));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        if (result is not PostResult.Refused || post.To is not Destination.ToPerson { Who: var missed }
            || await communities.FindAsync(item.TenantId, Key.Split(item.Subject)[0], ct) is not { Community: { MayPost: true } community }
            || await colleagues.StayedAsync(community, [missed], ct) is []) return JobPlan.Nothing;
        using var spoken = Language.Use(community.Language);
        var to = new Destination.ToChannel(community.Address, missed, community.TeamId, community.TeamGroupId);
        return JobPlan.Of(new Post(item.PostId("channel"), to, Knock.Card(missed.Name, ReadSponsorQuestion.Verb), Knock.Summary(missed.Name)));
    }

    /// <summary>What there is to tell somebody of the last thing that happened to a sponsor; null for nothing that is theirs.</summary>
    public static LetterText? For(Community community, Person reader) =>
        new[] { (community.Purpose.Former?.Number, What: community.Purpose.Former?.End.ToString()),
            (community.Purpose.Sponsor?.Number, What: PurposeChanges.Yes) }
            .Where(news => news is { Number: not null, What: not null })
            .Select(news => (news.What, Found: Find(community.Purpose, news.Number!.Value, news.What!)))
            .Where(news => news.Found is { } found && reader.Is(found.Hearer) && !reader.Is(found.Teller))
            .Select(news => Told(community, news.Found!.Value.Teller, news.What!, talk: null))
            .FirstOrDefault();

    private static LetterText Told(Community community, Person teller, string what, ChatWith? talk)
    {
        var (sentence, more) = what switch
        {
            PurposeChanges.Yes => (PurposeTexts.NewsAccepted, PurposeTexts.NewsAcceptedMore),
            nameof(SponsorEnd.Declined) => (PurposeTexts.NewsDeclined, PurposeTexts.NewsAskAnother),
            nameof(SponsorEnd.SteppedDown) => (PurposeTexts.NewsSteppedDown, PurposeTexts.NewsAskAnother),
            _ => (PurposeTexts.NewsReplaced, PurposeTexts.NewsThanks),
        };
        var filled = Words.Fill(sentence, teller.Name, community.Name);
        var next = what is nameof(SponsorEnd.Declined) or nameof(SponsorEnd.SteppedDown)
            ? NextPresses.In(community) with { Look = (PurposeTexts.AskAnother, ShowWhy.Command) }
            : NextPresses.In(community).WithStatus();
        return new(SponsorCard.News(filled, more, next with { Talk = talk }), Cards.Plain.OneLine(filled));
    }

    /// <summary>Who hears it, and whose name it has; null when it did not come to pass, or something else happened since.</summary>
    private static (Person Hearer, Person Teller)? Find(Purpose purpose, int number, string what) => what == PurposeChanges.Yes
        ? purpose.Sponsor is { AcceptedAt: not null } sponsor && sponsor.Number == number ? (sponsor.By, sponsor.Who) : null
        : purpose.Former is { } former && former.Number == number && former.End.ToString() == what
            ? former.End == SponsorEnd.Replaced ? (former.Who, former.By) : (former.By, former.Who)
            : null;
}
