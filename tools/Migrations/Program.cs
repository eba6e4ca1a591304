using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Accounts;

if (args is not [var name, var folder, .. var which] || which is not ([] or ["records" or "accounts"]))
{
    Console.Error.WriteLine("usage: dotnet run --project tools/Migrations -- NAME src/Lims/Data/Sqlite/Migrations [records]");
    Console.Error.WriteLine("       dotnet run --project tools/Migrations -- NAME src/Portal/Accounts/Migrations accounts");
    return 2;
}

using DbContext db = which is ["accounts"]
    ? new AccountsDb(new DbContextOptionsBuilder<AccountsDb>().UseSqlite("Data Source=:memory:").Options)
    : new LimsDb(new DbContextOptionsBuilder<LimsDb>().UseSqlite("Data Source=:memory:").Options);
var root = which is ["accounts"] ? "Thrombophilia.Portal.Accounts" : "Thrombophilia.Lims.Data.Sqlite";
var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
new SqliteDesignTimeServices().ConfigureDesignTimeServices(services);
using var provider = services.BuildServiceProvider();
using var scope = provider.CreateScope();
var made = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>().ScaffoldMigration(name, root, "Migrations");
Directory.CreateDirectory(folder);
File.WriteAllText(Path.Combine(folder, made.MigrationId + made.FileExtension), made.MigrationCode);
File.WriteAllText(Path.Combine(folder, made.MigrationId + ".Designer" + made.FileExtension), made.MetadataCode);
File.WriteAllText(Path.Combine(folder, made.SnapshotName + made.FileExtension), made.SnapshotCode);
Console.WriteLine(made.MigrationId);
return 0;
