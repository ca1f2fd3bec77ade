using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Features.Audit;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Roles;

/// <summary>Tells those concerned what happened to a role, each once and in their own chat; never in the channel.</summary>
/// <remarks>
/// Whoever cannot be reached in their own chat is told in the channel that there is something for them, and reads it behind a button, alone. What the leads
/// hear together is not sent after anybody: the status tells the same.
/// </remarks>
internal sealed class NewsJob(CommunityStore communities, AuditStore audit, Letter letter, AdministratorStore administrators, Colleagues colleagues) : IJob
{
    /// <inheritdoc/>
    public async ValueTask<JobPlan> PlanAsync(DueItem item, DateTimeOffset now, CancellationToken ct)
    {
        var news = Subject.Of(item);
        if (await communities.FindAsync(item.TenantId, news.ChannelId, ct) is not { Community: { IsRegistered: true } community }
            || await audit.FindAsync(item.TenantId, news.ChannelId, item.At, news.Role, news.Revision, news.Deed, ct) is not { } entry) return JobPlan.Nothing;

        var hearers = (await HearersAsync(community, entry, news.Hearer, ct))
            .Where(hearer => news.Deed != RoleDeed.BackupNamed || IsAskedAsBackup(community, news, hearer));
        var talk = await TalkAsync(community, entry, news.Hearer, ct);
        return JobPlan.Of(await letter.ToEachAsync(
            community,
            hearers,
            hearer => Key.Join([RoleChanges.NewsJob, .. Key.Split(item.Subject)[..4], hearer.Id]),
            hearer => TextFor(hearer, community, entry, news, talk),
            ct));
    }

    /// <summary>With whom to talk: whoever it is about, and where that is who hears of it, whoever did it.</summary>
    private async ValueTask<ChatWith?> TalkAsync(Community community, AuditEntry entry, string hearer, CancellationToken ct)
    {
        var other = entry.AboutId == hearer ? new Person(entry.ById, "", entry.ByName) : new Person(entry.AboutId, "", entry.AboutName);
        return entry.Deed is RoleDeed.BackupNamed or RoleDeed.Vacated || other.Id.Length == 0 || other.Id == hearer
            ? null : await colleagues.ChatAsync(community, other, ct);
    }

    /// <inheritdoc/>
    public async ValueTask<JobPlan> ReportAsync(DueItem item, Post post, PostResult result, DateTimeOffset now, CancellationToken ct)
    {
        var news = Subject.Of(item);
        if (result is not PostResult.Refused || news.Hearer.Length == 0
            || await communities.FindAsync(item.TenantId, news.ChannelId, ct) is not { Community: { IsRegistered: true } community }) return JobPlan.Nothing;
        var asked = news.Deed == RoleDeed.BackupNamed && community.Roles[news.Role].Backup is { AcceptedAt: null } backup ? backup : null;
        if (post.To is Destination.ToPerson { Who: var missed } && missed.Id == news.Hearer && community.MayPost
            && await colleagues.StayedAsync(community, [missed], ct) is { Count: > 0 })
            return JobPlan.Of(InChannel(item, community, missed, asked is null ? SharedVerbs.ShowHistory : ReadQuestion.Verb));
        var isOver = post.To is Destination.ToPerson { Who: var told } && told.Id != news.Hearer;
        if (asked is null || isOver) return JobPlan.Nothing;
        var write = NotReachedText.For(community, news.Role, asked.Who, await colleagues.ChatAsync(community, asked.Who, ct));
        return JobPlan.Of(await letter.ToEachAsync(
            community,
            await colleagues.StayedAsync(community, [asked.By], ct),
            _ => Key.Join([RoleChanges.NewsJob, .. Key.Split(item.Subject)[..4], "asker"]),
            _ => write(),
            ct));
    }

    private static Post InChannel(DueItem item, Community community, Person missed, string verb)
    {
        using var spoken = Language.Use(community.Language);
        var to = new Destination.ToChannel(community.Address, missed, community.TeamId, community.TeamGroupId);
        return new(Key.Join([RoleChanges.NewsJob, .. Key.Split(item.Subject)[..4], "channel"]), to, Knock.Card(missed.Name, verb), Knock.Summary(missed.Name));
    }

    private static bool IsAskedAsBackup(Community community, Subject news, Person hearer) =>
        community.Roles[news.Role].Backup is { AcceptedAt: null } backup && hearer.Is(backup.Who);

    private static LetterText TextFor(Person hearer, Community community, AuditEntry entry, Subject news, ChatWith? talk) => news.Deed switch
    {
        RoleDeed.BackupNamed => Question(community, entry, news),
        RoleDeed.Accepted when hearer.Id == entry.AboutId => Begins(hearer, community, entry, news),
        _ => Told(hearer, community, entry, news, talk),
    };

    /// <summary>To somebody who took the role themself: what to do this week.</summary>
    private static LetterText Begins(Person holder, Community community, AuditEntry entry, Subject news)
    {
        var sentence = Words.Fill(RoleTexts.YouAre, Words.RoleAmid(news.Role), community.Name);
        var week = FirstWeek.Of(community, news.Role, holder, asker: null, community.Today(entry.At));
        return new(OutcomeCard.Render(new(NoticeKind.Good, sentence, RoleTexts.YouLead) { Week = week, Next = NextPresses.In(community).WithStatus() }),
            Plain.OneLine(sentence));
    }

    private static LetterText Question(Community community, AuditEntry entry, Subject news)
    {
        var question = new BackupView(new(news.Role, news.Revision, community.ChannelId), community.Name, entry.ByName);
        return new(BackupCard.Render(question), BackupCard.Summary(question));
    }

    private static LetterText Told(Person hearer, Community community, AuditEntry entry, Subject news, ChatWith? talk)
    {
        var (sentence, more) = News.Of(community, entry, news.Role, news.Hearer);
        var next = News.Next(community, entry, news.Role, hearer) with { Talk = talk };
        return new(OutcomeCard.Render(new(NoticeKind.Info, sentence, more) { Next = next }), Plain.OneLine(sentence));
    }

    /// <summary>
    /// The one who is told in person, or every lead but the one who did it and the one it happened to. Where no lead is left, the administrators.
    /// </summary>
    private async ValueTask<IReadOnlyList<Person>> HearersAsync(Community community, AuditEntry entry, string hearer, CancellationToken ct)
    {
        IReadOnlyList<string> ids = hearer.Length > 0 ? [hearer] : community.Leads();
        if (ids.Count == 0) return [.. (await administrators.ReadAsync(community.TenantId, ct)).All.Select(one => one.Who)
            .Where(one => one.Address.Length > 0)];
        var found = new List<Person>();
        foreach (var id in ids.Where(id => hearer.Length > 0 || (id != entry.ById && id != entry.AboutId)))
            if ((community.Knows(id) ?? await InRosterAsync(community, id, ct)) is { Address.Length: > 0 } person) found.Add(person);
        return await colleagues.StayedAsync(community, found, ct);
    }

    private async ValueTask<Person?> InRosterAsync(Community community, string id, CancellationToken ct) =>
        (await colleagues.FindAllAsync(community, [id], ct)).People is [var found] ? found : null;

    /// <summary>As <see cref="RoleChanges.NewsJob"/> describes it.</summary>
    private sealed record Subject(string ChannelId, Role Role, int Revision, RoleDeed Deed, string Hearer)
    {
        public static Subject Of(DueItem item) => Key.Split(item.Subject) is [var channelId, var role, var revision, var deed, var hearer]
            ? new(channelId, Enum.Parse<Role>(role), int.Parse(revision, CultureInfo.InvariantCulture), Enum.Parse<RoleDeed>(deed), hearer)
            : throw new FormatException("The subject is no news of a role.");
    }
}

/// <summary>News in words.</summary>
internal static class News
{
    /// <summary>What a holder reads whose role was released by somebody else.</summary>
    public static (string Sentence, string? More) OfRelease(string by, Role role, string community) =>
        (Words.Fill(RoleTexts.NewsReleased, by, Words.RoleAmid(role), community), RoleTexts.NewsThanks);

    /// <summary>A sentence, and what follows from it.</summary>
    /// <param name="hearer">An id; empty for the leads.</param>
    public static (string Sentence, string? More) Of(Community community, AuditEntry entry, Role role, string hearer)
    {
        var (who, by, word) = (entry.AboutName, entry.ByName, Words.RoleAmid(role));
        return entry.Deed switch
        {
            RoleDeed.Accepted => (Words.Fill(RoleTexts.NewsAccepted, who, word, community.Name), null),
            RoleDeed.Declined => (Words.Fill(RoleTexts.NewsDeclined, who, word, community.Name), RoleTexts.NewsAskAnother),
            RoleDeed.Lapsed => (Words.Fill(RoleTexts.NewsLapsed, who, word, community.Name), RoleTexts.NewsAskAnother),
            RoleDeed.TalkFirst => (Words.Fill(RoleTexts.NewsTalkFirst, who, word, community.Name), RoleTexts.NewsTalkFirstMore),
            RoleDeed.Released when hearer.Length > 0 => OfRelease(by, role, community.Name),
            RoleDeed.Succeeded => (Words.Fill(RoleTexts.NewsSucceeded, by, word, community.Name), RoleTexts.NewsThanks),
            RoleDeed.BackupAccepted => (Words.Fill(RoleTexts.NewsBackupAccepted, who, word, community.Name), null),
            RoleDeed.BackupDeclined => (Words.Fill(RoleTexts.NewsBackupDeclined, who, word, community.Name), RoleTexts.NewsAskAnother),
            RoleDeed.EndDateChanged => (Words.Fill(RoleTexts.NewsEndDate, by, word, community.Name), UntilNow(community.Roles[role])),
            RoleDeed.Undone when community.Roles[role] is var slot => (Words.Fill(
                slot.Holder?.Id == hearer ? RoleTexts.NewsRestored : slot.Holder is not null ? RoleTexts.NewsUndoneHeld
                    : slot.Invitation is not null ? RoleTexts.NewsUndoneAsked : RoleTexts.NewsUndoneOpen, by, word, community.Name, slot.Holder?.Name), null),
            RoleDeed.NoTakenBack => (Words.Fill(RoleTexts.NewsNoTakenBack, by, word, community.Name), RoleTexts.NewsOpenAgain),
            RoleDeed.SteppedDown => (Words.Fill(RoleTexts.NewsSteppedDown, who, word, community.Name), NextFor(community, role)),
            RoleDeed.Vacated => (Words.Fill(RoleTexts.NewsVacated, who, word, community.Name), NextFor(community, role)),
            _ => (Words.Fill(RoleTexts.NewsEmpty, word, community.Name), NextFor(community, role)),
        };
    }

    /// <summary>What there is to do about it: whoever may ask people does, the others look how it stands.</summary>
    public static NextPresses Next(Community community, AuditEntry entry, Role role, Person hearer) => entry.Deed switch
    {
        _ when !community.IsLedBy(hearer.Id) => NextPresses.In(community).WithStatus(),
        RoleDeed.Accepted or RoleDeed.BackupAccepted or RoleDeed.EndDateChanged => NextPresses.In(community).WithStatus(),
        // The role has somebody: it is the backup that is missing, which stands with the roles.
        _ => NextPresses.ToFill(community, role),
    };

    private static string NextFor(Community community, Role role) =>
        community.Roles[role].Invitation is null ? RoleTexts.NewsAskSomebody : RoleTexts.NewsBackupAsked;

    private static string UntilNow(RoleSlot slot) =>
        slot.Until is { } until ? Words.Fill(RoleTexts.InvitationUntil, Words.Day(until)) : RoleTexts.InvitationOpenEnded;
}
