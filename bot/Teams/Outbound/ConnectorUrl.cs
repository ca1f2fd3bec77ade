namespace TeamsCommunityBot.Teams.Outbound;

/// <summary>Addresses of the Connector REST API, below the service's base address.</summary>
internal static class ConnectorUrl
{
    /// <summary>
    /// The base and the segments, each escaped once. Null where a segment cannot stand as one: <c>.</c> and <c>..</c> mean a folder to every
    /// server whatever their spelling, and an empty one would vanish.
    /// </summary>
    public static Uri? Of(Uri service, params ReadOnlySpan<string> segments)
    {
        var path = new System.Text.StringBuilder(service.GetLeftPart(UriPartial.Path).TrimEnd('/'));
        foreach (var segment in segments)
        {
            if (segment is "" or "." or "..") return null;
            path.Append('/').Append(Uri.EscapeDataString(segment));
        }
        return new Uri(path.ToString());
    }

    public static Uri? WithQuery(Uri? url, string query) => url is null ? null : new Uri($"{url.AbsoluteUri}?{query}");
}
