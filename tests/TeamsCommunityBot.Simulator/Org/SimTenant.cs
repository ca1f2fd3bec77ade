namespace TeamsCommunityBot.Simulator;

/// <summary>An Entra tenant.</summary>
/// <param name="Id">A GUID.</param>
/// <param name="Name">Part of its people's addresses: <c>anna.voorbeeld@name</c>.</param>
public sealed record SimTenant(string Id, string Name);
