using System.Collections.Concurrent;

namespace TeamsCommunityBot.Simulator;

public enum SimChannelKind { Standard, Private, Shared }

/// <summary>A team; its id is that of its General channel.</summary>
public sealed class SimTeam
{
    private readonly ConcurrentQueue<SimChannel> _channels = [];

    internal SimTeam(string id, string aadGroupId, SimTenant tenant, string name)
    {
        (Id, AadGroupId, Tenant, Name) = (id, aadGroupId, tenant, name);
        Roster = new SimRoster(this);
        General = new SimChannel(id, this, "General", SimChannelKind.Standard);
        _channels.Enqueue(General);
    }

    /// <summary>The thread id (<c>19:…@thread.tacv2</c>) that the connector knows.</summary>
    public string Id { get; }

    /// <summary>The Entra group id that Graph knows.</summary>
    public string AadGroupId { get; }

    public SimTenant Tenant { get; }

    public string Name { get; set; }

    public SimRoster Roster { get; }

    /// <summary>Whether the app is in the team, and so in its standard channels.</summary>
    public bool IsInstalled { get; set; } = true;

    public bool IsArchived { get; set; }

    public SimChannel General { get; }

    public IReadOnlyCollection<SimChannel> Channels => _channels;

    internal SimChannel Add(string id, string name, SimChannelKind kind)
    {
        var channel = new SimChannel(id, this, name, kind);
        _channels.Enqueue(channel);
        return channel;
    }
}

/// <summary>A channel. Private and shared ones have a roster, and an installation, of their own.</summary>
public sealed class SimChannel : SimConversation
{
    private bool _isInstalled = true;
    private bool _isReadOnly;

    internal SimChannel(string id, SimTeam team, string name, SimChannelKind kind) : base(id, team.Tenant)
    {
        (Team, Name, Kind) = (team, name, kind);
        Roster = kind == SimChannelKind.Standard ? team.Roster : new SimRoster();
    }

    public SimTeam Team { get; }

    public string Name { get; set; }

    public SimChannelKind Kind { get; }

    /// <summary><c>standard</c>, <c>private</c> or <c>shared</c>, as on the wire.</summary>
    public string KindName => Kind switch { SimChannelKind.Private => "private", SimChannelKind.Shared => "shared", _ => "standard" };

    /// <summary>Teams whose people reach this shared channel without being in its roster; Graph tells of them, the connector does not.</summary>
    public ICollection<SimTeam> SharedWith { get; } = [];

    public bool IsGeneral => Id == Team.Id;

    public override string Type => "channel";

    public override SimRoster Roster { get; }

    public override bool IsInstalled { get => _isInstalled && Team.IsInstalled; set => _isInstalled = value; }

    public override bool IsReadOnly { get => _isReadOnly || Team.IsArchived; set => _isReadOnly = value; }
}
