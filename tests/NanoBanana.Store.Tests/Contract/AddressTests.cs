using NanoBanana.Client.Store;

namespace NanoBanana.Store.Tests.Contract;

/// <summary>Which store an address means, and that a process has one of each.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("postgres://user@db.example/nanobanana", true)]
    [InlineData("POSTGRESQL://db.example/nanobanana", true)]
    [InlineData("Host=db.example;Database=nanobanana", true)]
    [InlineData("Database=nanobanana; HOST = db.example", true)]
    [InlineData("database=nanobanana;server=db.example", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("Host", false)]
    [InlineData("Database=nanobanana", false)]
    [InlineData("/srv/host/store.db", false)]
    [InlineData("/srv/My Host=1/store.db", false)]
    [InlineData(@"C:\stores\postgres.db", false)]
    public void A_database_server_is_known_by_its_address(string? address, bool isServer) => Assert.Equal(isServer, TaskStores.IsPostgreSql(address));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("other.db")]
    public void Without_an_address_it_is_a_file_of_the_home_and_each_is_opened_once(string? name)
    {
        var home = Path.Combine(Path.GetTempPath(), "nanobanana-" + Guid.NewGuid().ToString("N"));
        var address = name is null or " " ? name : Path.Combine(home, name);
        var options = new StoreOptions { Home = home };

        var store = TaskStores.At(address, options);

        Assert.Equal(("SQLite", Path.Combine(home, name is null or " " ? "store.db" : name)), (store.Kind, store.Location));
        Assert.Same(store, TaskStores.At(store.Location, options));
        Assert.NotSame(store, TaskStores.At(store.Location, new StoreOptions { Home = home + "-2" }));
        Assert.False(Directory.Exists(home));
    }

    [Fact]
    public void A_server_is_not_connected_to_before_it_is_used()
    {
        var store = TaskStores.At("Host=127.0.0.1;Port=1;Username=u;Password=never-shown", new StoreOptions { Home = Path.GetTempPath() });

        Assert.Equal("PostgreSQL", store.Kind);
        Assert.DoesNotContain("never-shown", store.Location, StringComparison.Ordinal);
    }
}
