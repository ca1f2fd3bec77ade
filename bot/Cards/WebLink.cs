namespace TeamsCommunityBot.Cards;

/// <summary>A link that a person wrote, for others to open.</summary>
public static class WebLink
{
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
}
