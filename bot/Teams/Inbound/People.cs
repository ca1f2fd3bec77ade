using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Teams.Inbound.Wire;

namespace TeamsCommunityBot.Teams.Inbound;

internal static class People
{
    private static readonly Person Nobody = new("", "", "");

    public static Person Read(ChannelAccount? account) =>
        account is null ? Nobody : new(ObjectId(account.AadObjectId), account.Id, PlainText.Name(account.Name));

    /// <summary>An Entra id in its one written form, so that a person is the same however it was written; empty for none or the empty one.</summary>
    public static string ObjectId(string? id) =>
        Guid.TryParse(id, out var parsed) && parsed != Guid.Empty ? parsed.ToString("D") : "";
}
