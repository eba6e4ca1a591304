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
using Thrombophilia.Lims.Casework;
using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Printing;
using Thrombophilia.Lims.Clinic.Requests.Consultations;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Clinic.Requests.Referrals;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Exchange;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Hosting;

/// <summary>The records and their services, opened for the user of the request.</summary>
internal static class LimsServices
{
    public static IServiceCollection AddLims(this IServiceCollection services) => services
        .AddSingleton(_ => CaseAnalysis.Load())
        .AddSingleton(all => all.GetRequiredService<CaseAnalysis>().Clinical)
        .AddSingleton(all => all.GetRequiredService<CaseAnalysis>().Biobank)
        .AddSingleton(all => all.GetRequiredService<CaseAnalysis>().Review)
        .AddSingleton(all => all.GetRequiredService<CaseAnalysis>().Judge)
        .AddSingleton(all => all.GetRequiredService<CaseAnalysis>().Requests)
        .AddSingleton<AssayCheck>()
        .AddSingleton(all => new KeptFiles(all.GetRequiredService<PortalOptions>().DataFolder))
        .AddSingleton(Cipher)
        .AddSingleton<ReportComposer>()
        .AddSingleton(all => new ReportPrinter(ReportFonts.Find(), all.GetRequiredService<CaseAnalysis>().Bundles))
        .AddSingleton(all => SigningKey.In(all.GetRequiredService<PortalOptions>().Keys))
        .AddScoped<ReportIssuer>().AddScoped<IssueReport>(all => all.GetRequiredService<ReportIssuer>().IssueAsync)
        .AddScoped(all => LimsDb.Open(
            all.GetRequiredService<PortalOptions>().DataFolder, all.GetRequiredService<CurrentUser>().Actor,
                all.GetRequiredService<TimeProvider>()))
        .AddScoped(all => all.GetRequiredService<CaseAnalysis>().WritesOf(all.GetRequiredService<LimsDb>()))
        // What writes, and what reads, in the order of the rooms.
        .AddScoped<StaffService>().AddScoped<SubjectService>().AddScoped<FamilyService>().AddScoped<SampleService>()
        .AddScoped<TubeService>().AddScoped<StorageService>().AddScoped<ShipmentService>().AddScoped<DistributionService>()
        .AddScoped<AnalyserService>().AddScoped<AssayService>().AddScoped<ControlService>()
        .AddScoped<ReviewService>().AddScoped<LabRequestService>().AddScoped<PictureService>()
        .AddScoped<ImportService>().AddScoped<ClassificationService>().AddScoped<ReportService>()
        .AddScoped<NoticeService>().AddScoped<OrderService>().AddScoped<ConsultationService>()
        .AddScoped<ReferralService>()
        .AddScoped<AuditQueries>().AddScoped<StaffQueries>().AddScoped<SubjectQueries>().AddScoped<FamilyQueries>()
        .AddScoped<StorageQueries>().AddScoped<TubeQueries>().AddScoped<ExcursionQueries>()
        .AddScoped<ShipmentQueries>().AddScoped<DistributionQueries>().AddScoped<ScanQueries>()
        .AddScoped<AnalyserQueries>().AddScoped<AssayQueries>().AddScoped<ControlQueries>()
        .AddScoped<ReviewQueries>().AddScoped<QueueQueries>().AddScoped<LabRequestQueries>()
        .AddScoped<PictureQueries>().AddScoped<ImportQueries>().AddScoped<SubjectFileQueries>()
        .AddScoped<ClassificationQueries>().AddScoped<ReanalysisQueries>().AddScoped<AdviceQueries>()
        .AddScoped<OwnRecordQueries>().AddScoped<SearchQueries>().AddScoped<SampleQueries>()
        .AddScoped<CaseListQueries>().AddScoped<CaseOverviewQueries>().AddScoped<WorklistQueries>()
        .AddScoped<ReportQueries>().AddScoped<ReportCheckQueries>().AddScoped<ExchangeQueries>()
        .AddSingleton<ExchangeResources>()
        .AddScoped<NoticeQueries>().AddScoped<SubjectVerdictQueries>().AddScoped<EvidenceQueries>()
        .AddScoped<OriginalRecordQueries>().AddScoped<FormQueries>().AddScoped<RequestFileQueries>()
        .AddScoped<ConsultationQueries>().AddScoped<ReferralQueries>()
        .AddScoped<AskingNeeds>()
        .AddSingleton<ImportJobs>();

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
