using System.Globalization;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Features.Presence;

/// <summary>
/// A night's round over what changed among the accounts of a tenant, a page at a time. Whoever may be gone is looked up in the index of persons; only whoever
/// matters to a community is then asked about one by one. Where the round got is the link in the store.
/// </summary>
internal sealed class AccountRound(PresenceStore store, Departures departures, IPresence presence, IAgenda agenda)
{
    private const int MostWaits = 12;

    /// <summary>300,000 accounts are 301 pages; a round that is far longer goes in circles.</summary>
    private const int MostPages = 1_000;

    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(15);

    /// <summary>Does one page.</summary>
    public async ValueTask<JobPlan> RunAsync(DueItem item, AccountStep step, DateTimeOffset now, CancellationToken ct)
    {
        var tenantId = item.TenantId;
        if (presence.LevelFor(tenantId) < 2) return JobPlan.Nothing;
        var link = await store.LinkAsync(tenantId, ct);
        var news = await presence.ChangesAsync(link, ct);
        if (news.Changes is not { } changes) return await FailedAsync(item, step, link, news, now, ct);

        // Before the link moves on: who does not get an answer now is looked up later.
        foreach (var personId in changes.PersonIds)
            if (!await departures.CheckAsync(tenantId, personId, now, ct)) await agenda.PlanAsync(CheckPerson.LineOf(tenantId, personId, now + Outage), ct);
        await store.SaveLinkAsync(tenantId, changes.NextLink ?? changes.DeltaLink, ct);
        if (changes.NextLink is not null && step.Page < MostPages) return JobPlan.Again(LineOf(tenantId, step with { Page = step.Page + 1 }, item.At));

        await store.ChangeAsync(tenantId, facts => facts with { Accounts = facts.Accounts.Finished(now, trouble: null, unseen: 0) }, ct);
        return JobPlan.Again(TellTrouble.LineOf(tenantId, now));
    }

    public static DueItem LineOf(string tenantId, AccountStep step, DateTimeOffset at) => new(tenantId, PresenceStore.ReconcileJob, step.ToSubject(), at);

    private async ValueTask<JobPlan> FailedAsync(DueItem item, AccountStep step, string? link, AccountNews news, DateTimeOffset now, CancellationToken ct)
    {
        if (news.IsExpired && link is not null)
        {
            await store.SaveLinkAsync(item.TenantId, null, ct);
            return JobPlan.Again(LineOf(item.TenantId, step with { Page = step.Page + 1 }, item.At));
        }
        var trouble = news.Trouble ?? PeopleTrouble.Unavailable;
        if (trouble != PeopleTrouble.NoConsent && step.Waits < MostWaits)
            return JobPlan.Again(LineOf(item.TenantId, step with { Waits = step.Waits + 1 }, now + (news.RetryAfter ?? Outage)));
        await store.ChangeAsync(item.TenantId, facts => facts with { Accounts = facts.Accounts.GivenUp(now, trouble) }, ct);
        return JobPlan.Again(TellTrouble.LineOf(item.TenantId, now));
    }
}

/// <summary>How far a round got.</summary>
internal sealed record AccountStep(int Page, int Waits)
{
    public const string Word = "accounts";

    public string ToSubject() => Key.Join(Word, Page.ToString(CultureInfo.InvariantCulture), Waits.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads what <see cref="ToSubject"/> wrote; null for anything else.</summary>
    public static AccountStep? Read(string[] subject) =>
        subject is [Word, var page, var waits] && int.TryParse(page, CultureInfo.InvariantCulture, out var p)
            && int.TryParse(waits, CultureInfo.InvariantCulture, out var w)
            ? new(p, w)
            : null;
}
