namespace NanoBanana.Mutation;

/// <summary>Some tests of a project.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Filter">As <c>dotnet test --filter</c> takes it.</param>
internal sealed record TestRun(string Project, string Filter)
{
    public static TestRun OfTransport { get; } = new("NanoBanana.Client.Tests", "FullyQualifiedName~.Http|FullyQualifiedName~.Tasks|FullyQualifiedName~.Gateways|FullyQualifiedName~.Submitting|FullyQualifiedName~.Downloads");

    public static TestRun OfProfiles { get; } = new("NanoBanana.Client.Tests", "FullyQualifiedName~.Profiles|FullyQualifiedName~.State");

    public static TestRun OfMoney { get; } = new("NanoBanana.Journal.Tests", "FullyQualifiedName~.Budgets|FullyQualifiedName~.Resume");

    public static TestRun OfStorage { get; } = new("NanoBanana.Journal.Tests", "FullyQualifiedName~.Storage|FullyQualifiedName~.Content");

    public static TestRun OfFaults { get; } = new("NanoBanana.Journal.Tests", "FullyQualifiedName~.Faults");

    public static TestRun OfRequests { get; } = new("NanoBanana.Trust.Tests", "FullyQualifiedName~.SurvivalTests");

    public static TestRun OfLists { get; } = new("NanoBanana.Store.Tests", "FullyQualifiedName~.Lists&DisplayName~SQLite");

    public static TestRun OfCrashes { get; } = new("NanoBanana.Journal.Tests", "FullyQualifiedName~.Crashes");
}
