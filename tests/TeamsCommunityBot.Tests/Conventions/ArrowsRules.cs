using Mono.Cecil;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>Who may use whom: design.md's arrows as a table. What stands at the root (Program, Startup, Routes) may use everything.</summary>
internal sealed class ArrowsRules
{
    private const string Exceptions = "Exception";
    private const string Stores = "Store";

    /// <summary>Area → what it may use: an area, or the types of an area whose names end in the word after the dot.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Domain"] = [],
        ["Cards"] = [],
        ["Storage"] = [],
        ["Content"] = ["Domain"],
        ["Turns"] = ["Domain", "Cards", $"Storage.{Exceptions}"],
        // A turn's claim is a row, written in the batch of what the turn changes, and swept away after a day.
        ["Turns.TurnClaim"] = ["Domain", "Storage"],
        ["Turns.TurnSweeper"] = ["Storage"],
        // It sends what the scheduler has to say, and tells it what became of it.
        ["Teams"] = ["Turns", "Cards", "Domain", "Storage", "Schedule.IPostSender", "Schedule.Post", "Schedule.PostAttempt", "Schedule.Final", "Schedule.NotNow", "Schedule.Unknown", "Schedule.Destination", "Schedule.ToChannel", "Schedule.ToPerson", "Schedule.PostResult", "Schedule.Sent", "Schedule.Refused", "Schedule.PostRefusal"],
        // It reads back for the scheduler what stands in a channel.
        ["People"] = ["Turns", "Domain", "Storage", "Teams", "Schedule.IReadBack", "Schedule.Reading", "Schedule.Stands", "Schedule.Absent", "Schedule.Unreadable", "Schedule.Post", "Schedule.Destination", "Schedule.ToChannel"],
        ["Schedule"] = ["Turns", "Domain", "Storage", "Cards"],
        // The hall: what every feature stands on. It uses no feature.
        ["Communities"] = ["Domain", "Storage", "Turns", "People", "Cards", "Schedule.IAgenda", "Schedule.DueItem", "Schedule.Post", "Schedule.Destination", "Schedule.ToChannel", "Schedule.ToPerson"],
        ["Features"] = ["Communities", "Domain", "Turns", "Cards", "Storage", "People", "Content", "Schedule.IJob", "Schedule.IAgenda", "Schedule.ISweep", "Schedule.ILedger", "Schedule.IPoison", "Schedule.GivenUpWork", "Schedule.GivenUpItem", "Schedule.LedgerPage", "Schedule.LedgerLine", "Schedule.PostState", "Schedule.DueItem", "Schedule.JobPlan", "Schedule.Post", "Schedule.Destination", "Schedule.ToChannel", "Schedule.ToPerson", "Schedule.PostResult", "Schedule.PostRefusal"],
        // What runs the Playground reads how the bot is set up, stands on its wire, and says one line of its own.
        ["Local"] = ["Teams.Options", "Teams.ConnectorEdge", "Turns.Language", "Turns.Words"],
    };

    private readonly string _root;
    private readonly HashSet<string> _stored;

    /// <param name="types">All types of an assembly.</param>
    /// <param name="root">The namespace whose first part below it is the area: <c>TeamsCommunityBot</c>.</param>
    public ArrowsRules(IEnumerable<TypeDefinition> types, string root)
    {
        _root = root;
        var ours = types.Where(IsOurs).ToList();
        _stored = [.. ours.Where(type => type.Name.EndsWith(Stores, StringComparison.Ordinal)).SelectMany(ArrowsReader.OfferedBy).Where(IsOurs).Select(Name)];
        Arrows =
        [
            .. ours.SelectMany(type => ArrowsReader.UsedBy(type).Where(IsOurs).Select(used => new Arrow(Name(type), Name(used))))
                .Where(arrow => AreaOf(arrow.From) != AreaOf(arrow.To) || SliceOf(arrow.From) != SliceOf(arrow.To))
                .OrderBy(arrow => arrow.ToString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>Every arrow between two areas, or between two slices.</summary>
    public IReadOnlyList<Arrow> Arrows { get; }

    public IEnumerable<string> Broken => Arrows.Where(arrow => !IsAllowed(arrow)).Select(arrow => arrow.ToString());

    public IEnumerable<string> Kept => Arrows.Where(IsAllowed).Select(arrow => arrow.ToString());

    private bool IsAllowed(Arrow arrow)
    {
        var (from, to) = (AreaOf(arrow.From), AreaOf(arrow.To));
        if (from.Length == 0) return true;
        // A slice may read another one's store, and what that hands out; never its handlers or its cards.
        if (from == to) return arrow.To.EndsWith(Stores, StringComparison.Ordinal) || _stored.Contains(arrow.To);
        var allowed = Allowed.GetValueOrDefault(arrow.From) ?? Allowed.GetValueOrDefault(from) ?? [];
        return allowed.Any(may => may == to || (may.StartsWith(to + ".", StringComparison.Ordinal) && arrow.To.EndsWith(may[(to.Length + 1)..], StringComparison.Ordinal)));
    }

    public static bool IsKnown(string area) => Allowed.ContainsKey(area);

    /// <summary>The first part of a name: empty for what stands at the root.</summary>
    private static string AreaOf(string name) => name.Contains('.', StringComparison.Ordinal) ? name.Split('.')[0] : "";

    /// <summary>Only features have slices.</summary>
    private static string SliceOf(string name) => AreaOf(name) == "Features" ? name.Split('.')[1] : "";

    private bool IsOurs(TypeDefinition type) => type.Namespace.Length == 0 || type.Namespace == _root || type.Namespace.StartsWith(_root + ".", StringComparison.Ordinal);

    private string Name(TypeDefinition type) => type.FullName.StartsWith(_root + ".", StringComparison.Ordinal) ? type.FullName[(_root.Length + 1)..] : type.FullName;
}

/// <summary>One type uses another; both as area, slice and name.</summary>
internal sealed record Arrow(string From, string To)
{
    public override string ToString() => $"{From} → {To}";
}
