using System.Globalization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Languages;
using TeamsCommunityBot.Features.Permissions;
using TeamsCommunityBot.Features.Registration;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>
/// Tells the administrators that the bot cannot see who is still here: in the morning, at most once a day, and only while it is so. What passes by
/// itself is told when it lasts for two days.
/// </summary>
public sealed class TellTrouble(PresenceStore store, AdministratorStore administrators, CommunityStore communities, PersonStore people, IPresence presence) : IJob
{
    public const string Kind = "presence.trouble";

    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    /// <summary>The line for the morning of the day; due at once where that is past.</summary>
    public static DueItem LineOf(string tenantId, DateTimeOffset now)
    {
        var today = LocalTime.DayIn(LocalTime.DefaultZone, now);
        return new(tenantId, Kind, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), LocalTime.MomentOf(LocalTime.DefaultZone, today, Morning));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        var facts = await store.FactsAsync(item.TenantId, ct);
        var today = LocalTime.DayIn(LocalTime.DefaultZone, now);
        if (facts.Noticed >= today || ViewOf(facts, presence.LevelFor(item.TenantId), now) is not { } view || await NearestAsync(item.TenantId, ct) is not { } near) return JobPlan.Nothing;

        // Written first: rather no notice on a day than two.
        await store.SaveAsync(item.TenantId, facts with { Noticed = today }, ct);
        var posts = new List<Post>();
        foreach (var administrator in (await administrators.ReadAsync(item.TenantId, ct)).All.Where(one => one.Who.Address.Length > 0))
            posts.Add(await PostAsync(item, administrator.Who, near, view, ct));
        return JobPlan.Of(posts);
    }

    /// <inheritdoc/>
    public ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct) => new(JobPlan.Nothing);

    /// <summary>What there is to tell; null for nothing.</summary>
    private static TroubleView? ViewOf(PresenceFacts facts, int level, DateTimeOffset now)
    {
        (SourceFacts Facts, bool OfAccounts)[] sources = level < 2 ? [(facts.Members, false)] : [(facts.Accounts, true), (facts.Members, false)];
        foreach (var (source, ofAccounts) in sources)
            if (source.Trouble is { } trouble && (trouble == PeopleTrouble.NoConsent || now - source.TroubleSince >= Patience))
                return new(trouble, ofAccounts, source.AsOf is { } asOf ? LocalTime.DayIn(LocalTime.DefaultZone, asOf) : null);
        return null;
    }

    private async ValueTask<Post> PostAsync(DueItem item, Person who, Community near, TroubleView view, CancellationToken ct)
    {
        using var spoken = Language.Use(await people.LanguageAsync(item.TenantId, who.Id, ct) ?? near.Language);
        return new($"{Kind}|{item.Subject}|{who.Id}", new Destination.ToPerson(near.Address, who), TroubleCard.Render(view), PresenceTexts.Title);
    }

    /// <summary>Any community of the organisation tells which connector reaches its people.</summary>
    private async ValueTask<Community?> NearestAsync(string tenantId, CancellationToken ct)
    {
        await foreach (var line in communities.ListAsync(tenantId, ct))
            if (await communities.FindAsync(tenantId, line.ChannelId, ct) is { } stored) return stored.Community;
        return null;
    }
}
