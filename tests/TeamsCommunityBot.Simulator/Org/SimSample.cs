namespace TeamsCommunityBot.Simulator;

/// <summary>What is there when nothing else is asked for: one team with a channel of each kind, five people and a stranger.</summary>
public sealed class SimSample
{
    internal SimSample(SimOrg org)
    {
        Tenant = org.AddTenant("voorbeeld.example");
        Anna = org.AddPerson(Tenant, "Anna Voorbeeld", department: "Data", jobTitle: "Adviseur");
        Bram = org.AddPerson(Tenant, "Bram Testman", department: "Data", jobTitle: "Ontwikkelaar");
        Chris = org.AddPerson(Tenant, "Chris Proefpersoon", department: "Communicatie");
        Dina = org.AddPerson(Tenant, "Dina Monster", department: "Directie", jobTitle: "Teamleider");
        Guest = org.AddPerson(Tenant, "Gast Logeerman", guest: true);
        Stranger = org.AddPerson(org.AddTenant("elders.example"), "Vera Vreemd");
        Team = org.AddTeam(Tenant, "Voorbeeldteam");
        Team.Roster.Add(Anna, owner: true);
        Team.Roster.Add(Bram, Chris, Dina, Guest);
        Channel = org.AddChannel(Team, "AI in de praktijk");
        Private = org.AddChannel(Team, "Besloten kring", SimChannelKind.Private);
        Private.Roster.Add(Anna, owner: true);
        Private.Roster.Add(Bram);
        Shared = org.AddChannel(Team, "Gedeelde tafel", SimChannelKind.Shared);
        Shared.Roster.Add(Anna, owner: true);
        Shared.Roster.Add(Stranger);
        GroupChat = org.AddGroupChat(Tenant, "Voorbeeldgroep", Anna, Bram, Chris);
    }

    public SimTenant Tenant { get; }

    public SimTeam Team { get; }

    public SimChannel Channel { get; }

    public SimChannel Private { get; }

    /// <summary>Shared with <see cref="Stranger"/>'s tenant.</summary>
    public SimChannel Shared { get; }

    public SimGroupChat GroupChat { get; }

    /// <summary>Owns the team.</summary>
    public SimPerson Anna { get; }

    public SimPerson Bram { get; }

    public SimPerson Chris { get; }

    public SimPerson Dina { get; }

    public SimPerson Guest { get; }

    /// <summary>Somebody of another tenant.</summary>
    public SimPerson Stranger { get; }
}
