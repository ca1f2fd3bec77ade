namespace TeamsCommunityBot.People.Graph;

/// <summary>The section <c>Graph</c>: how far Microsoft Graph may be asked, and where it is.</summary>
public sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>
    /// 0: Teams' own roster alone. 1: members and owners, also of shared channels. 2: also accounts that were disabled or deleted, or became guests.
    /// </summary>
    public int Level { get; set; }

    /// <summary>Where Graph is, with its version: <c>https://graph.microsoft.com/v1.0</c>. Plain http on loopback only.</summary>
    public string BaseUrl { get; set; } = "https://graph.microsoft.com/v1.0";

    /// <summary>The address in the one form that everything is compared with; a host alone gets the version.</summary>
    public Uri Root => new(new Uri(BaseUrl) is { AbsolutePath: "/" } bare ? new Uri(bare, "v1.0").AbsoluteUri : BaseUrl.TrimEnd('/'));

    /// <summary>What tokens for Graph are asked for; a stand-in on loopback gets those of the public cloud.</summary>
    public string Scope => Root.IsLoopback ? "https://graph.microsoft.com/.default" : $"{Root.GetLeftPart(UriPartial.Authority)}/.default";
}
