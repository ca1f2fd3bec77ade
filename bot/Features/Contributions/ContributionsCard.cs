using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>Who takes part in a community, and who confirmed it when. What anybody promised is not in it.</summary>
/// <param name="More">How many people did not fit.</param>
internal sealed record ContributionsView(string ChannelId, string Community, IReadOnlyList<ContributionLine> Lines, int More)
{
    private const int Most = 40;

    public static ContributionsView Of(Community community, IReadOnlyList<Contribution> said, DateTimeOffset now)
    {
        var byId = said.ToDictionary(contribution => contribution.Who.Id);
        var today = community.Today(now);
        var lines = community.Holders()
            .Concat(said.Select(contribution => contribution.Who))
            .DistinctBy(person => person.Id)
            .Select(person => Line(person, community.HeldBy(person.Id), byId.GetValueOrDefault(person.Id), now, today, community.TimeZone))
            .OrderByDescending(line => line.Roles.Count > 0)
            .ThenBy(line => line.Name, StringComparer.CurrentCultureIgnoreCase)
            .ToList();
        return new(community.ChannelId, community.Name, [.. lines.Take(Most)], Math.Max(0, lines.Count - Most));
    }

    private static ContributionLine Line(Person person, IReadOnlyList<Role> holds, Contribution? said, DateTimeOffset now, DateOnly today, string zone) =>
        new(person.Name, holds, Contribution.StateOf(said, holds, now, today), said is null ? null : LocalTime.DayIn(zone, said.ConfirmedAt));
}

/// <param name="ConfirmedOn">When the person last confirmed; null if they never did.</param>
internal sealed record ContributionLine(string Name, IReadOnlyList<Role> Roles, ContributionState State, DateOnly? ConfirmedOn);

/// <summary>The list for the leads.</summary>
internal static class ContributionsCard
{
    public static AdaptiveCard Render(ContributionsView view) => new()
    {
        Lang = Language.Current,
        FallbackText = Summary(view),
        Body =
        [
            Parts.Head(Words.Fill(ContributionTexts.ListTitle, Plain.Text(view.Community)), BadgesOf(view)),
            Parts.Hint(ContributionTexts.ListIntro),
            .. Parts.Optional(view.Lines.Count == 0 ? Parts.Paragraph(ContributionTexts.ListEmpty) : null),
            .. GroupOf(view, Parts.Badge(ContributionTexts.ListNotYetTitle, BadgeStyle.Attention), line => !IsConfirmed(line) && !IsOver(line)),
            .. GroupOf(view, Parts.Badge(ContributionTexts.ListExpiredTitle, BadgeStyle.Warning), IsOver),
            .. GroupOf(view, Parts.Badge(ContributionTexts.ListConfirmedTitle, BadgeStyle.Good), IsConfirmed),
            .. Parts.Optional(view.More > 0 ? Parts.Hint(Words.Fill(ContributionTexts.AndMore, view.More)) : null),
        ],
        Actions = [ContributionCard.Button(ContributionTexts.Colleagues, SharedVerbs.ShowStaff, view.ChannelId)],
    };

    public static string Summary(ContributionsView view) => Words.Fill(ContributionTexts.ListTitle, Plain.OneLine(view.Community));

    private static IReadOnlyList<Badge> BadgesOf(ContributionsView view)
    {
        var confirmed = view.Lines.Count(IsConfirmed);
        // Of those who did not fit on the card nobody knows here.
        return view.Lines.Count == 0 || view.More > 0 ? [] :
            [Parts.Badge(Words.Fill(ContributionTexts.ListBadge, confirmed, view.Lines.Count),
                confirmed == view.Lines.Count ? BadgeStyle.Good : BadgeStyle.Warning)];
    }

    /// <summary>Those of one state together, so that who still has to is seen at a glance.</summary>
    private static CardElement[] GroupOf(ContributionsView view, Badge state, Func<ContributionLine, bool> belongs)
    {
        var lines = view.Lines.Where(belongs).Select(line => new Fact(Plain.Text(Plain.Shorten(line.Name, 60)), LineOf(line))).ToList();
        return lines.Count == 0 ? [] : [Parts.Group(Parts.Badges(state), Parts.Facts(lines))];
    }

    private static bool IsConfirmed(ContributionLine line) => line is { State: ContributionState.Confirmed, ConfirmedOn: not null };

    private static bool IsOver(ContributionLine line) => line is { State: ContributionState.Expired or ContributionState.Ended, ConfirmedOn: not null };

    private static string LineOf(ContributionLine line)
    {
        var part = line.Roles.Count == 0 ? ContributionTexts.Participant : string.Join(" + ", line.Roles.Select(Words.RoleAmid));
        return IsConfirmed(line) || IsOver(line) ? Words.Fill(ContributionTexts.ListOn, part, Words.Day(line.ConfirmedOn!.Value)) : part;
    }
}

/// <summary>In somebody's own chat: which of the communities that they lead is it about?</summary>
internal static class ChooseContributionsCard
{
    public const int Most = 60;

    public static AdaptiveCard Render(IReadOnlyList<Community> led) => new()
    {
        Lang = Language.Current,
        FallbackText = ContributionTexts.ChooseTitle,
        Body =
        [
            Parts.Head(ContributionTexts.ChooseTitle, []),
            new InputChoiceSet([.. led.Select(community => new Choice(Plain.OneLine(community.Name), community.ChannelId))])
            {
                Id = nameof(ContributionsAnswer.Community),
                Label = ContributionTexts.ChooseLabel,
                Value = led[0].ChannelId,
                IsRequired = true,
                ErrorMessage = ContributionTexts.ChooseTitle,
            },
        ],
        Actions = [new ActionExecute { Title = ContributionTexts.Show, Verb = ShowChosenContributions.Verb, Style = ActionStyle.Positive }],
    };
}

/// <summary>What the choice above sends.</summary>
/// <param name="Community">A channel id; only a wish until the person's right is checked.</param>
internal sealed record ContributionsAnswer(string Community);
