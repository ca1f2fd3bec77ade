using System.Globalization;
using TeamsCommunityBot.Content;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Nudges;

namespace TeamsCommunityBot.Tests.Features.Nudges;

/// <summary>A community and what there is to say to it.</summary>
internal static class NudgeSample
{
    public static IReadOnlyList<ContentItem> Items { get; } = [.. ContentLibrary.BuiltIn().SelectMany(pack => pack.Items)];

    public static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    public static Community Community(int number = 1, string zone = LocalTime.DefaultZone, string start = "2026-09-01",
        string registered = "2026-10-01T10:00:00Z") => new()
        {
            TenantId = "11111111-1111-1111-1111-111111111111",
            ChannelId = $"19:kanaal{number}@thread.tacv2",
            TeamId = "19:team@thread.tacv2",
            Name = $"Lezers {number}",
            StartDate = DateOnly.ParseExact(start, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Language = "nl",
            TimeZone = zone,
            Address = new(new("https://smba.example/teams/"), $"19:kanaal{number}@thread.tacv2", "28:bot"),
            RegisteredBy = "22222222-2222-2222-2222-222222222222",
            RegisteredAt = At(registered),
        };

    public static Person Someone(int number) => new($"33333333-3333-3333-3333-{number:D12}", $"29:{number}", $"Iemand {number}");

    public static Community WithHolders(this Community community, params Role[] roles) =>
        community with
        {
            Roles = roles.Aggregate(community.Roles,
            (slots, role) => slots.With(slots[role] with { Holder = Someone((int)role), Since = community.RegisteredAt }))
        };

    /// <summary>What the sweep does: decides, stores, sends.</summary>
    public static (NudgeState State, NudgeRecord? Sent) Run(Community community, NudgeState state, DateTimeOffset now, IReadOnlyList<QuietDays>? quiet = null)
    {
        var decision = NudgeDecision.For(community, state, Taste.Unknown, Items, quiet ?? [], now, now);
        return (decision.After, decision.Send);
    }
}
