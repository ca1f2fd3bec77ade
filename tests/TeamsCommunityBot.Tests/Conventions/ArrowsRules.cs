using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TeamsCommunityBot.Tests.Conventions;

/// <summary>
/// Who may use whom: folders by the table below, slices of <c>Features</c> by a table of their own. What stands at the root (Program, Startup, Routes) may
/// use everything.
/// </summary>
internal sealed class ArrowsRules
{
    private const string Exceptions = "Exception";
    private const string Features = "Features";

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
        ["Turns.TurnExpiry"] = ["Storage"],
        // Whose chat it is where a mark is written, so that erasing finds both.
        ["Turns.OwnChats"] = ["Storage"],
        // It sends what the scheduler has to say, and tells it what became of it.
        ["Teams"] = [
            "Turns", "Cards", "Domain", "Storage", "Schedule.IPostSender", "Schedule.Post", "Schedule.PostAttempt", "Schedule.Final", "Schedule.NotNow",
            "Schedule.Unknown", "Schedule.Destination", "Schedule.ToChannel", "Schedule.ToPerson", "Schedule.InPlace", "Schedule.PostResult", "Schedule.Sent",
            "Schedule.Refused",
            "Schedule.PostRefusal",
        ],
        // It reads back for the scheduler what stands in a channel, and asks Teams at the pace that the scheduler keeps.
        ["People"] = [
            "Turns", "Domain", "Storage", "Teams", "Schedule.ITenantPace", "Schedule.IReadBack", "Schedule.Reading", "Schedule.Stands", "Schedule.Absent",
            "Schedule.Unreadable",
            "Schedule.Post", "Schedule.Destination", "Schedule.ToChannel",
        ],
        ["Schedule"] = ["Turns", "Domain", "Storage", "Cards"],
        // The hall: what every feature stands on. It uses no feature.
        ["Communities"] = [
            "Domain", "Storage", "Turns", "People", "Cards", "Schedule.IAgenda", "Schedule.DueItem", "Schedule.JobPlan", "Schedule.Post",
            "Schedule.Destination", "Schedule.ToChannel", "Schedule.ToPerson",
        ],
        ["Features"] = [
            "Communities", "Domain", "Turns", "Cards", "Storage", "People", "Content", "Schedule.IJob", "Schedule.IAgenda", "Schedule.ISweep",
            "Schedule.ILedger", "Schedule.IGivenUp", "Schedule.GivenUpWork", "Schedule.GivenUpItem", "Schedule.JobTable", "Schedule.LedgerPage",
            "Schedule.LedgerLine", "Schedule.PostState", "Schedule.DueItem", "Schedule.JobPlan", "Schedule.Post", "Schedule.Destination", "Schedule.ToChannel",
            "Schedule.ToPerson", "Schedule.InPlace", "Schedule.PostResult", "Schedule.PostRefusal",
        ],
        // What runs the Playground reads how the bot is set up, stands on its wire, and says one line of its own.
        ["Local"] = ["Teams.Options", "Teams.ConnectorEdge", "Turns.Language", "Turns.Words"],
    };

    private readonly string _root;
    private readonly IReadOnlyList<SliceArrow> _slices;
    private readonly HashSet<string> _kept;

    /// <param name="source">All of an assembly's source.</param>
    /// <param name="root">The namespace whose first part below it is the area: <c>TeamsCommunityBot</c>.</param>
    /// <param name="slices">Which slice may use which other.</param>
    public ArrowsRules(CSharpCompilation source, string root, IReadOnlyList<SliceArrow> slices)
    {
        _root = root;
        _slices = slices;
        var types = ArrowsReader.Read(source);
        Areas = [.. types.Keys.Select(type => AreaOf(Name(type))).Distinct()];
        _kept = [.. types.Keys.Where(KeptToItsSlice).Select(Name)];
        Arrows =
        [
            .. types.SelectMany(type => type.Value.Select(used => new Arrow(Name(type.Key), Name(used))))
                .Where(arrow => AreaOf(arrow.From) != AreaOf(arrow.To) || SliceOf(arrow.From) != SliceOf(arrow.To))
                .OrderBy(arrow => arrow.ToString(), StringComparer.Ordinal),
        ];
        Slices = [.. Arrows.Where(arrow => IsBetweenSlices(arrow)).Select(arrow => (SliceOf(arrow.From), SliceOf(arrow.To))).Distinct()];
    }

    public IReadOnlyList<string> Areas { get; }

    /// <summary>Every arrow between two areas, or between two slices.</summary>
    public IReadOnlyList<Arrow> Arrows { get; }

    /// <summary>Which slice uses which other.</summary>
    public IReadOnlyList<(string From, string To)> Slices { get; }

    public IEnumerable<string> Broken => Arrows.Where(arrow => !IsAllowed(arrow)).Select(arrow => arrow.ToString());

    public IEnumerable<string> Kept => Arrows.Where(IsAllowed).Select(arrow => arrow.ToString());

    /// <summary>Lines of the table of slices that no code needs.</summary>
    public IEnumerable<SliceArrow> Unused => _slices.Where(line => !Slices.Contains((line.From, line.To)));

    /// <summary>Slices that use each other, be it by way of others: each circle as a whole.</summary>
    public IEnumerable<IReadOnlyList<string>> Circles
    {
        get
        {
            var names = Slices.SelectMany(arrow => new[] { arrow.From, arrow.To }).Distinct().Order(StringComparer.Ordinal).ToList();
            return names.Select(one => names.Where(other => Reaches(one, other) && Reaches(other, one)).ToList())
                .Where(circle => circle.Count > 1).DistinctBy(circle => circle[0]);
        }
    }

    public static bool IsKnown(string area) => area.Length == 0 || Allowed.ContainsKey(area);

    private bool IsAllowed(Arrow arrow)
    {
        var (from, to) = (AreaOf(arrow.From), AreaOf(arrow.To));
        if (from.Length == 0) return true;
        if (IsBetweenSlices(arrow)) return !_kept.Contains(arrow.To) && _slices.Any(line => line.From == SliceOf(arrow.From) && line.To == SliceOf(arrow.To));
        var allowed = Allowed.GetValueOrDefault(arrow.From) ?? Allowed.GetValueOrDefault(from) ?? [];
        return allowed.Any(may => may == to
            || (may.StartsWith(to + ".", StringComparison.Ordinal) && arrow.To.EndsWith(may[(to.Length + 1)..], StringComparison.Ordinal)));
    }

    /// <summary>A handler or a card, by a constant of it as well: whoever needs what it does or says asks the slice's service.</summary>
    private static bool KeptToItsSlice(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(implemented => implemented.Name == "IHandler") || type.Name.EndsWith("Card", StringComparison.Ordinal);

    private bool Reaches(string from, string to)
    {
        HashSet<string> seen = [];
        Queue<string> next = new([from]);
        while (next.TryDequeue(out var slice))
            foreach (var arrow in Slices.Where(arrow => arrow.From == slice && seen.Add(arrow.To)))
                next.Enqueue(arrow.To);
        return seen.Contains(to);
    }

    public static bool IsBetweenSlices(Arrow arrow) => AreaOf(arrow.From) == Features && AreaOf(arrow.To) == Features;

    /// <summary>The first part of a name: empty for what stands at the root.</summary>
    private static string AreaOf(string name) => name.Contains('.', StringComparison.Ordinal) ? name.Split('.')[0] : "";

    /// <summary>Only features have slices.</summary>
    private static string SliceOf(string name) => AreaOf(name) == Features ? name.Split('.')[1] : "";

    private string Name(INamedTypeSymbol type)
    {
        var name = type.ToDisplayString();
        return name.StartsWith(_root + ".", StringComparison.Ordinal) ? name[(_root.Length + 1)..] : name;
    }
}

/// <summary>One type uses another; both as area, slice and name.</summary>
internal sealed record Arrow(string From, string To)
{
    public override string ToString() => $"{From} → {To}";
}

/// <summary>A slice may use another one.</summary>
/// <param name="Why">What it needs there that cannot stand in the hall.</param>
internal sealed record SliceArrow(string From, string To, string Why);
