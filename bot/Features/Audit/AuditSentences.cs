using System.Globalization;
using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Audit;

/// <summary>What happened to a role, in a sentence.</summary>
internal static class AuditSentences
{
    private const int NameLimit = 60;

    /// <summary>
    /// Whether everyone in the channel may read it: it was said on the status for all to see. Whom a lead asked, who said no and who is away was not.
    /// </summary>
    public static bool IsForMembers(RoleDeed deed) => deed
        is RoleDeed.Accepted or RoleDeed.BackupAccepted or RoleDeed.Released or RoleDeed.SteppedDown or RoleDeed.Vacated or RoleDeed.EndDateChanged
            or RoleDeed.LeadStopped;

    /// <summary>Whether it is between who asked and who was asked alone: "only who asked hears of it", whoever else leads.</summary>
    public static bool IsBetweenTwo(RoleDeed deed) =>
        deed is RoleDeed.Declined or RoleDeed.Lapsed or RoleDeed.TalkFirst or RoleDeed.BackupDeclined or RoleDeed.NoTakenBack;

    /// <summary>Whether somebody may read it.</summary>
    /// <param name="leads">Whether they lead the community.</param>
    public static bool MayRead(AuditEntry entry, string personId, bool leads) =>
        IsForMembers(entry.Deed) || entry.Concerns(personId) || (leads && !IsBetweenTwo(entry.Deed));

    /// <param name="isLead">Leads read why a role ended, others that it did.</param>
    public static string Of(AuditEntry entry, bool isLead)
    {
        var sentence = !isLead && entry.Deed is (RoleDeed.Released or RoleDeed.Vacated) ? AuditTexts.Ended : Pattern(entry);
        var role = entry.Role is { } of ? Words.Role(of).ToLower(CultureInfo.CurrentCulture) : "";
        var filled = Words.Fill(sentence, Who(entry.ById, entry.ByName), Who(entry.AboutId, entry.AboutName), role);
        // "somebody" and "the bot" may stand first.
        return string.Concat(filled[..1].ToUpper(CultureInfo.CurrentCulture), filled.AsSpan(1));
    }

    private static string Pattern(AuditEntry entry) => (entry.Deed, ByBot: entry.ById.Length == 0) switch
    {
        (RoleDeed.Invited, true) => AuditTexts.OfferedToBackup,
        (RoleDeed.Invited, _) => AuditTexts.Invited,
        (RoleDeed.Reminded, _) => AuditTexts.Reminded,
        (RoleDeed.Accepted, _) => AuditTexts.Accepted,
        (RoleDeed.Declined, _) => AuditTexts.Declined,
        (RoleDeed.Withdrawn, true) => AuditTexts.InvitationEnded,
        (RoleDeed.Withdrawn, _) => AuditTexts.Withdrawn,
        (RoleDeed.Lapsed, _) => AuditTexts.Lapsed,
        (RoleDeed.Released, _) => AuditTexts.Released,
        (RoleDeed.SteppedDown, _) => AuditTexts.SteppedDown,
        (RoleDeed.Vacated, _) => AuditTexts.Vacated,
        (RoleDeed.BackupNamed, _) => AuditTexts.BackupNamed,
        (RoleDeed.BackupAccepted, _) => AuditTexts.BackupAccepted,
        (RoleDeed.BackupDeclined, _) => AuditTexts.BackupDeclined,
        (RoleDeed.BackupRemoved, _) => AuditTexts.BackupRemoved,
        (RoleDeed.Undone, _) => AuditTexts.Undone,
        (RoleDeed.NoTakenBack, _) => AuditTexts.NoTakenBack,
        (RoleDeed.MarkedAway, _) => AuditTexts.MarkedAway,
        (RoleDeed.Returned, _) => AuditTexts.Returned,
        (RoleDeed.EndDateChanged, _) => AuditTexts.EndDateChanged,
        (RoleDeed.LeadStopped, _) => AuditTexts.LeadStopped,
        (RoleDeed.TalkFirst, _) => AuditTexts.TalkFirst,
        (RoleDeed.Succeeded, _) => AuditTexts.Succeeded,
        (RoleDeed.LevelDiscussed, _) => AuditTexts.LevelDiscussed,
        _ => AuditTexts.Other,
    };

    private static string Who(string id, string name) => (id, name) switch
    {
        ("", _) => AuditTexts.TheBot,
        (_, "") => AuditTexts.Somebody,
        _ => Plain.Text(Plain.Shorten(name, NameLimit)),
    };
}
