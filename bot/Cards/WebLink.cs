namespace TeamsCommunityBot.Cards;

/// <summary>A link that a person wrote, for others to open.</summary>
public static class WebLink
{
    /// <summary>What a client may check of it, in a field that may stay empty.</summary>
    public const string Pattern = @"^\s*https://\S+\s*$";

    private const int LongestHost = 40;

    /// <summary>Whether it leads to a page on the web and nowhere else: https, to a host by name, without a name or password in it.</summary>
    /// <param name="most">The longest that is taken, in characters.</param>
    public static bool IsFine(string link, int most)
    {
        return link.Length <= most
            && Uri.TryCreate(link, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps
            && address.UserInfo.Length == 0
            && address.HostNameType == UriHostNameType.Dns
            && !link.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign));
    }

    /// <summary>
    /// Where a link leads, as it is read: the host first, in the letters that a network knows it by, so that none passes for another. Through
    /// <see cref="Plain.Text"/> before it stands on a card.
    /// </summary>
    public static string Shown(Uri link) => link.IdnHost + (link.PathAndQuery == "/" ? "" : link.PathAndQuery) + link.Fragment;

    /// <summary>The host, for the title of a button; of a long one the end, which says whose it is.</summary>
    public static string Host(Uri link) => link.IdnHost.Length <= LongestHost ? link.IdnHost : "…" + link.IdnHost[^LongestHost..];
}
