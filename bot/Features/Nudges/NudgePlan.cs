using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;

namespace TeamsCommunityBot.Features.Nudges;

/// <summary>
/// What to say to a community: one item and the one thing that is missing. Kinds take turns, in proportion to what is left of each and to how people
/// answered; nothing comes twice within a year. Pure: the same facts and the same chance give the same choice.
/// </summary>
internal static class NudgePlan
{
    /// <summary>So many nudges back, a kind counts as just heard.</summary>
    private const int Memory = 6;

    /// <summary>How much answers can make of a kind, more or less.</summary>
    private const double MostTaste = 3;

    /// <param name="content">What there is to say, in any order.</param>
    /// <param name="seed">What chance is made of; it is stored with the choice.</param>
    /// <returns>Null when all that fits was said within the year: then nothing is said.</returns>
    public static NudgeChoice? For(Community community, NudgeState history, Taste taste, IReadOnlyList<ContentItem> content, DateTimeOffset now, int seed)
    {
        var gap = MostUsefulGap(community, history, now);
        var left = Left(community, history, content, now);
        if (left.Count == 0) return null;
        var kind = NextKind(left, history, taste);
        var item = Pick([.. left.Where(item => item.Kind == kind)], gap, new Random(seed));
        return new(item.Id, item.Kind, gap, seed);
    }

    /// <summary>Any item, whatever was said before; null when there is none.</summary>
    public static string? AnyOf(IReadOnlyList<ContentItem> content, int seed) => content.Count == 0 ? null : content[new Random(seed).Next(content.Count)].Id;

    /// <summary>The worst kind of gap; among equals the one that was not named for the longest time.</summary>
    public static Gap? MostUsefulGap(Community community, NudgeState history, DateTimeOffset now)
    {
        var gaps = community.GapsOn(community.Today(now));
        return gaps.Where(gap => gap.Kind == gaps[0].Kind).MinBy(gap => LastNamed(gap, history));
    }

    private static DateTimeOffset LastNamed(Gap gap, NudgeState history) =>
        history.Records.LastOrDefault(record => record.Choice?.Gap == gap)?.At ?? DateTimeOffset.MinValue;

    /// <summary>What fits the phase and was not said within a year; when that is finished, what fits the phase before or after.</summary>
    private static IReadOnlyList<ContentItem> Left(Community community, NudgeState history, IReadOnlyList<ContentItem> content, DateTimeOffset now)
    {
        var phase = community.PhaseOn(community.Today(now)).Phase;
        var said = history.Records.Where(record => record.At > now.AddYears(-1)).Select(record => record.Choice?.Item).ToHashSet();
        var left = content.Where(item => !said.Contains(item.Id)).OrderBy(item => item.Id, StringComparer.Ordinal).ToList();
        var fitting = left.Where(item => item.Phases.Contains(phase)).ToList();
        return fitting.Count > 0 ? fitting : [.. left.Where(item => item.Phases.Any(other => Math.Abs(other - phase) == 1))];
    }

    private static ContentKind NextKind(IReadOnlyList<ContentItem> left, NudgeState history, Taste taste)
    {
        var said = history.Records.Where(record => record.Choice is not null).TakeLast(Memory).Select(record => record.Choice!.Kind).ToList();
        var kinds = left.CountBy(item => item.Kind).OrderBy(kind => kind.Key).ToList();
        var others = kinds.Where(kind => said.Count == 0 || kind.Key != said[^1]).ToList();
        return (others.Count > 0 ? others : kinds)
            .MaxBy(kind => kind.Value * Liking(kind.Key, history, taste) / (1 + said.Count(heard => heard == kind.Key)))
            .Key;
    }

    /// <summary>1 for a kind that nobody answered to; more for what people take up, less for what is not for them.</summary>
    private static double Liking(ContentKind kind, NudgeState history, Taste taste)
    {
        var answers = history.Records.Where(record => record.Choice?.Kind == kind).Aggregate(Tally.None, (sum, record) => sum + taste.Of(record.Id));
        return Math.Clamp((1d + answers.Inspires + (2 * answers.WillDo)) / (1 + answers.NotForUs), 1 / MostTaste, MostTaste);
    }

    /// <summary>One that helps with the gap, if there is one; chance decides between equals.</summary>
    private static ContentItem Pick(IReadOnlyList<ContentItem> items, Gap? gap, Random random)
    {
        var helping = gap?.Role is { } role ? items.Where(item => item.Roles.Contains(role)).ToList() : [];
        var best = helping.Count > 0 ? helping : items;
        return best[random.Next(best.Count)];
    }
}
