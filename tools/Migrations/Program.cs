using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Lims.Records;

if (args is not [var name, var folder])
{
    Console.Error.WriteLine("usage: dotnet run --project tools/Migrations -- NAME src/Lims/Migrations");
    return 2;
}

using var db = new LimsDb(new DbContextOptionsBuilder<LimsDb>().UseSqlite("Data Source=:memory:").Options);
var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
new SqliteDesignTimeServices().ConfigureDesignTimeServices(services);
using var provider = services.BuildServiceProvider();
using var scope = provider.CreateScope();
var made = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>()
    .ScaffoldMigration(name, "Thrombophilia.Lims", "Migrations");
File.WriteAllText(Path.Combine(folder, made.MigrationId + made.FileExtension), made.MigrationCode);
File.WriteAllText(Path.Combine(folder, made.MigrationId + ".Designer" + made.FileExtension), made.MetadataCode);
File.WriteAllText(Path.Combine(folder, made.SnapshotName + made.FileExtension), made.SnapshotCode);
Console.WriteLine(made.MigrationId);
return 0;
