using System.Globalization;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>
/// Tells the administrators that the bot cannot see who is still here: in the morning, at most once a day, and only while it is so. What passes by
/// itself is told when it lasts for two days. That a channel could not be read back is told when it happened, once for each day on which it did.
/// </summary>
internal sealed class TellTrouble(PresenceStore store, AdministratorStore administrators, CommunityStore communities, Letter letter, IPresence presence) : IJob
{
    public const string Kind = "presence.trouble";

    private const string Messages = "messages";

    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    /// <summary>The line for the morning of the day; due at once where that is past.</summary>
    public static DueItem LineOf(string tenantId, DateTimeOffset now) => LineOf(tenantId, now, []);

    /// <summary>The line after a channel could not be read back because nobody consented to it.</summary>
    public static DueItem NoReadBackLineOf(string tenantId, DateTimeOffset now) => LineOf(tenantId, now, [Messages]);

    private static DueItem LineOf(string tenantId, DateTimeOffset now, ReadOnlySpan<string> about)
    {
        var today = LocalTime.DayIn(LocalTime.DefaultZone, now);
        return new(tenantId, Kind, Key.Join([today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), .. about]),
            LocalTime.MomentOf(LocalTime.DefaultZone, today, Morning));
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        if (await communities.AnyAsync(item.TenantId, ct) is not { } near) return JobPlan.Nothing;
        var (isAboutMessages, view) = (Key.Split(item.Subject) is [_, Messages], default(TroubleView));
        // Written first: rather no notice on a day than two.
        await store.ChangeAsync(item.TenantId, facts => Noted(facts, isAboutMessages, presence.LevelFor(item.TenantId), now, out view), ct);
        if (view is null) return JobPlan.Nothing;
        var readers = (await administrators.ReadAsync(item.TenantId, ct)).All.Select(one => one.Who).Where(who => who.Address.Length > 0);
        return JobPlan.Of(await letter.ToEachAsync(
            near, readers, who => $"{Kind}|{item.Subject}|{who.Id}", _ => new(TroubleCard.Render(view), TroubleCard.Title(view)), ct));
    }

    /// <summary>The facts once it was told, or kept for another day.</summary>
    /// <param name="view">What is told; null: nothing, or not today any more.</param>
    private static PresenceFacts Noted(PresenceFacts facts, bool isAboutMessages, int level, DateTimeOffset now, out TroubleView? view)
    {
        var today = LocalTime.DayIn(LocalTime.DefaultZone, now);
        var heard = isAboutMessages ? facts with { Messages = (facts.Messages ?? new()).GivenUp(now, PeopleTrouble.NoConsent) } : facts;
        view = heard.Noticed >= today ? null : ViewOf(heard, level, now);
        return view is null ? heard : heard with { Noticed = today, Messages = view.Source == TroubleSource.Messages ? null : heard.Messages };
    }

    /// <summary>What there is to tell; null for nothing.</summary>
    private static TroubleView? ViewOf(PresenceFacts facts, int level, DateTimeOffset now)
    {
        List<(SourceFacts Facts, TroubleSource Source)> sources =
        [
            .. level < 2 ? [] : ((SourceFacts, TroubleSource)[])[(facts.Accounts, TroubleSource.Accounts)],
            (facts.Members, TroubleSource.Members),
            .. level < 1 || facts.Messages is null ? [] : ((SourceFacts, TroubleSource)[])[(facts.Messages, TroubleSource.Messages)],
        ];
        foreach (var (found, source) in sources)
            if (found.Trouble is { } trouble && (trouble == PeopleTrouble.NoConsent || now - found.TroubleSince >= Patience))
                return new(trouble, source, found.AsOf is { } asOf ? LocalTime.DayIn(LocalTime.DefaultZone, asOf) : null);
        return null;
    }
}
