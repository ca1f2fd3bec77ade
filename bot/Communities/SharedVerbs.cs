namespace TeamsCommunityBot.Communities;

/// <summary>
/// The verbs of buttons that stand on cards of other slices than the one that answers them. A slice needs no other for a button: it links through here.
/// The words are stable: cards stay in chats for months.
/// </summary>
internal static class SharedVerbs
{
    public const string AcceptRole = "role.accept";
    public const string DeclineRole = "role.decline";
    public const string AcceptBackup = "role.backup.accept";
    public const string DeclineBackup = "role.backup.decline";
    public const string ChooseHolder = "role.choose";
    public const string EditRegistration = "community.edit";
    public const string EditContribution = "contribution.edit";
    public const string ShowStaff = "staff.show";
    public const string OpenActivity = "activity.open";
    public const string ShowHistory = "audit.show";

    /// <summary>The data of a button that is about the community of another channel.</summary>
    public const string ChannelKey = "channel";

    /// <summary>The data of a button that opens a form: the title that stands in it already.</summary>
    public const string TitleKey = "title";
}
