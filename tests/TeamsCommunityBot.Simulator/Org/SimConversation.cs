namespace TeamsCommunityBot.Simulator;

/// <summary>A place where the bot can speak.</summary>
public abstract class SimConversation(string id, SimTenant tenant)
{
    /// <summary>Without a thread.</summary>
    public string Id { get; } = id;

    public SimTenant Tenant { get; } = tenant;

    /// <summary><c>personal</c>, <c>groupChat</c> or <c>channel</c>, as on the wire.</summary>
    public abstract string Type { get; }

    public abstract SimRoster Roster { get; }

    /// <summary>Whether the app is here; without it sends are refused with 403 BotNotInConversationRoster.</summary>
    public virtual bool IsInstalled { get; set; } = true;

    /// <summary>Gone: every call is answered 404 ConversationNotFound.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Reading works, writing is refused with 403 MessageWritesBlocked, as in an archived team.</summary>
    public virtual bool IsReadOnly { get; set; }

    /// <summary>The id of a thread in here.</summary>
    public string Thread(string rootId) => $"{Id};messageid={rootId}";

    public override string ToString() => Id;
}

/// <summary>The chat of one person with the bot.</summary>
public sealed class SimChat : SimConversation
{
    internal SimChat(string id, SimPerson person) : base(id, person.Tenant)
    {
        Person = person;
        Roster.Add(person);
    }

    public SimPerson Person { get; }

    public override string Type => "personal";

    public override SimRoster Roster { get; } = new();

    public override bool IsReadOnly { get => Person.HasBlockedBot; set => Person.HasBlockedBot = value; }
}

/// <summary>A chat of several people.</summary>
public sealed class SimGroupChat : SimConversation
{
    internal SimGroupChat(string id, SimTenant tenant, string? name) : base(id, tenant) => Name = name;

    public string? Name { get; }

    public override string Type => "groupChat";

    public override SimRoster Roster { get; } = new();
}
