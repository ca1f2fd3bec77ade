namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>A body for the connector.</summary>
/// <param name="Body">UTF-8, made by <see cref="Outgoing"/>.</param>
/// <param name="OnlyFor">
/// The <c>29:</c> id of the one person who sees it (a targeted message: the request says <c>isTargetedActivity=true</c> as well); null for everyone.
/// </param>
/// <param name="Leaving">Called at the moment when its bytes leave, at each try.</param>
internal readonly record struct Message(ReadOnlyMemory<byte> Body, string? OnlyFor = null, Action? Leaving = null)
{
    public static Message Empty => default;
}
