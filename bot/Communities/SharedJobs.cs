namespace TeamsCommunityBot.Communities;

/// <summary>
/// Lines of the agenda that one slice plans and another answers, which know each other by this alone. The words are stable: lines wait in stores for weeks.
/// </summary>
internal static class SharedJobs
{
    /// <summary>Who holds a role of a community changed, or something else that an open call depends on; its subject begins with the channel.</summary>
    public const string HoldersChanged = "call.renew";
}
