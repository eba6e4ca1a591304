using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Portal.Hosting;

/// <summary>The records and their services, opened for the user of the request.</summary>
internal static class LimsServices
{
    public static IServiceCollection AddLims(this IServiceCollection services) => services
        .AddSingleton(_ => CaseAnalysis.Load())
        .AddSingleton(all => all.GetRequiredService<CaseAnalysis>().Rules)
        .AddSingleton(all => all.GetRequiredService<CaseAnalysis>().Biobank)
        .AddSingleton(Cipher)
        .AddScoped(all => LimsDb.Open(
            all.GetRequiredService<PortalOptions>().DataFolder, Who(all.GetRequiredService<CurrentUser>()),
                all.GetRequiredService<TimeProvider>()))
        .AddScoped(all => all.GetRequiredService<CaseAnalysis>().WritesOf(all.GetRequiredService<LimsDb>()))
        .AddScoped<StaffService>().AddScoped<SubjectService>().AddScoped<FamilyService>().AddScoped<TubeService>()
        .AddScoped<StorageService>()
        .AddScoped<ShipmentService>().AddScoped<DistributionService>().AddScoped<ReviewService>()
        .AddScoped<ImportService>()
        .AddSingleton<ImportJobs>();

    static Actor Who(CurrentUser user) => new(user.Name, user.SeesAllSites ? null : user.Sites);

    // The key of the hashes is kept beside those of the sign-ins, outside of the database: the database alone is not
    // enough to test names.
    static PersonalDataCipher Cipher(IServiceProvider all)
    {
        var protector = all.GetRequiredService<IDataProtectionProvider>().CreateProtector("Thrombophilia.PersonalData");
        var path = Path.Combine(all.GetRequiredService<PortalOptions>().Keys, "personal-data.key");
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(RandomNumberGenerator.GetBytes(32));
        }
        catch (IOException) when (File.Exists(path))
        {
            // It was made before, by this process or another.
        }
        return new PersonalDataCipher(protector.Protect, protector.Unprotect, File.ReadAllBytes(path));
    }
}
